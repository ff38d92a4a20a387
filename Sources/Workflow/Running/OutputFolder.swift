import FoundationEssentials
import Glibc

/// The folder that steps save into; nothing is written outside it.
struct OutputFolder {
    let directory: String

    /// Writes a file where it is not there already with the same bytes.
    ///
    /// - Throws: ``OutputProblem`` for a path that leads outside, or what the disk refuses.
    func write(_ file: StepResult.File) throws -> WrittenFile {
        let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy({ !["", ".", ".."].contains($0) && !$0.contains("\0") }) else {
            throw OutputProblem(description: "'\(file.path)' does not lie inside the output folder")
        }
        var folder = directory
        try makeFolder(folder)
        for part in parts.dropLast() {
            folder += "/" + part
            try makeFolder(folder)
        }
        let path = directory + "/" + file.path
        if kind(of: path) == S_IFDIR {
            throw OutputProblem(description: "'\(path)' is a folder, so no file can be saved there")
        }
        let isThere =
            isRegularFile(path, count: file.content.count)
            && (try? Data(contentsOf: URL(filePath: path))).map(ContentHash.init(of:)) == file.content.hash
        if !isThere { try file.content.data().write(to: URL(filePath: path), options: .atomic) }
        return WrittenFile(path: file.path, bytes: file.content.count, hash: file.content.hash)
    }

    private func makeFolder(_ path: String) throws {
        switch kind(of: path) {
        // A link could lead outside, except for the folder itself, which the user chose.
        case S_IFLNK where path != directory:
            throw OutputProblem(
                description: "'\(path)' is a link, which could lead outside the output folder")
        case S_IFREG:
            throw OutputProblem(description: "'\(path)' is a file, so nothing can be saved in it")
        default: break
        }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// What lies at a path, as a bit of `st_mode`; `nil` where nothing does.
    private func kind(of path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    private func isRegularFile(_ path: String, count: Int) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && Int(status.st_size) == count
    }
}

/// Why a file cannot be saved.
public struct OutputProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words.
    public let description: String
}
