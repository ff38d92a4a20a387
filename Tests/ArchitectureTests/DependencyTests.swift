import Foundation
import Testing

/// Every build of a commit uses the same dependencies.
struct DependencyTests {
    /// `Package.resolved`: the versions that a build uses, including transitive dependencies.
    private struct Resolution: Decodable {
        struct Pin: Decodable {
            struct State: Decodable { let version: String? }

            let identity: String
            let state: State
        }

        let pins: [Pin]
    }

    @Test(arguments: ["", "Benchmarks", "Examples/own-steps"])
    func `a dependency has one version, which is the one that is resolved`(_ folder: String) throws {
        let resolution = try JSONDecoder().decode(
            Resolution.self, from: Data(SourceTree.text("Package.resolved").utf8))
        let manifest = try Manifest(of: folder)
        #expect(!manifest.dependencies.isEmpty)
        for repository in manifest.dependencies.flatMap({ $0.sourceControl ?? [] }) {
            let name = repository.identity
            let pin = try #require(resolution.pins.first { $0.identity == name }, "\(name) is not resolved")
            let resolved = try #require(pin.state.version, "\(name) is resolved to no version")
            #expect(repository.requirement.exact == [resolved], "\(name) is not pinned with exact:")
        }
    }
}
