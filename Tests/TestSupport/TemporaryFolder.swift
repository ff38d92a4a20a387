public import Foundation

/// A new folder for one test, removed with its contents when the object is released.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let url: URL

    /// Makes the folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "stepbook-test-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The folder's path, without a slash at its end.
    public var path: String { url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path }

    /// Writes a file, with the folders that its path names.
    public func write(_ data: Data, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    /// Writes a text.
    public func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

    /// A file's bytes.
    public func data(_ path: String) throws -> Data { try Data(contentsOf: url.appending(path: path)) }

    /// A file's text.
    public func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

    /// Every file in it, by path, sorted.
    public var files: [String] {
        let found = FileManager.default.subpaths(atPath: path) ?? []
        return found.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}
