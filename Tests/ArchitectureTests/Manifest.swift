import Foundation
import TestSupport
import Testing

/// A package as its manifest declares it, according to the package manager.
struct Manifest: Decodable {
    /// A target of the package.
    struct Target: Decodable {
        let name: String
        /// Targets and products, by their own names.
        let dependencies: Set<String>

        private enum Key: CodingKey { case name, dependencies }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            name = try container.decode(String.self, forKey: .name)
            dependencies = Set(try container.decode([Dependency].self, forKey: .dependencies).map(\.name))
        }
    }

    /// What the package offers to others.
    struct Product: Decodable {
        /// `{"library": ["automatic"]}` or `{"executable": null}`.
        private struct Kind: Decodable { let library: [String]? }

        let name: String
        private let type: Kind

        var isLibrary: Bool { type.library != nil }
    }

    /// `{"byName": ["Figures", null]}` or `{"product": ["Yams", "Yams", null, null]}`: the name comes first.
    private struct Dependency: Decodable {
        private enum Kind: CodingKey { case byName, product, target }

        let name: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Kind.self)
            guard let kind = container.allKeys.first else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "a dependency of no known kind"))
            }
            var words = try container.nestedUnkeyedContainer(forKey: kind)
            name = try words.decode(String.self)
        }
    }

    /// A package that this one depends on, in a repository or in a folder.
    struct Package: Decodable {
        /// A repository and the versions of it that are accepted.
        struct Repository: Decodable {
            /// The accepted versions, if they are a list of single ones.
            struct Requirement: Decodable { let exact: [String]? }

            let identity: String
            let requirement: Requirement
        }

        let sourceControl: [Repository]?
    }

    let products: [Product]
    let dependencies: [Package]
    let targets: [Target]

    /// The manifest of this package.
    static func root() throws -> Manifest { try ofRoot.get() }

    private static let ofRoot = Result { try Manifest(of: "") }

    /// Asks the package manager for the manifest in a folder of the repository.
    ///
    /// `dump-package` reads the manifest alone. Its scratch folder is not the one that `swift test` has locked while this
    /// runs.
    init(of folder: String) throws {
        let scratch = try TemporaryFolder()
        let outcome = try ChildProcess.run([
            "swift", "package", "--package-path", SourceTree.root + folder, "--scratch-path", scratch.path,
            "dump-package",
        ])
        try #require(
            outcome.status == 0, "'swift package dump-package' failed: \(outcome.messages)")
        self = try JSONDecoder().decode(Manifest.self, from: Data(outcome.output.utf8))
    }
}
