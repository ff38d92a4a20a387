import Foundation

/// The Swift files of the repository.
struct SourceTree {
    /// A file with its text.
    struct File {
        /// The path from the repository's root.
        let path: String
        let text: String

        var lines: [Substring] { text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }

        /// The number of lines, each of which ends with a line feed.
        var lineCount: Int { text.count { $0.isNewline } }

        /// The modules it imports, including those from which it imports a single declaration.
        var imports: Set<String> {
            let statement =
                /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)\s+)?(\w+)/
            return Set(lines.compactMap { $0.firstMatch(of: statement).map { String($0.output.1) } })
        }
    }

    /// The repository's root.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    /// The text of a file with a path from the root.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: root + path), encoding: .utf8)
    }

    /// The names of the folders in a folder.
    static func folders(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + folder).filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: root + folder + "/" + name, isDirectory: &isFolder)
                && isFolder.boolValue
        }.sorted()
    }

    /// The Swift files under a folder.
    static func files(under folder: String) throws -> [File] {
        try FileManager.default.subpathsOfDirectory(atPath: root + folder).filter { $0.hasSuffix(".swift") }
            .sorted()
            .map { path in
                File(
                    path: folder + "/" + path,
                    text: try text(folder + "/" + path))
            }
    }
}
