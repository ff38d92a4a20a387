import FoundationEssentials
import Glibc

/// The folder that steps save to during a run; nothing is written outside it.
struct OutputFolder {
    let directory: String

    /// The files of an earlier run at the same paths; `nil` if there are none.
    ///
    /// A file that exists there with the same bytes is hard-linked instead of being written again.
    var earlier: EarlierOutputs?

    /// Writes a file unless it exists with the same bytes.
    ///
    /// - Throws: ``OutputProblem`` for a path that leads outside, for one that holds a foreign file, or if the disk
    ///   refuses it.
    func write(_ file: StepResult.File) throws -> WrittenFile {
        guard let path = OutputPath(file.path) else {
            let words = SavedPath.problem(with: file.path)
            throw OutputProblem(words ?? "'\(file.path)' does not lie inside the output folder")
        }
        let name = path.name
        let written = WrittenFile(path: file.path, bytes: file.content.count, hash: file.content.hash)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let folder = try folder(path.folders)
        if let status = folder.status(of: name) {
            if status.isFolder {
                throw OutputProblem(
                    "'\(directory)/\(file.path)' is a folder, so no file can be saved there; choose another name"
                )
            }
            if status.bytes == file.content.count,
                (try? folder.read(name)).map(ContentHash.init(of:)) == file.content.hash
            {
                return written
            }
        }
        if let earlier, try earlier.hands(over: file, to: folder, as: name) { return written }
        let data = try file.content.data()
        do throws(SystemError) {
            try folder.write(data, to: name)
        } catch {
            throw OutputProblem(
                "'\(shown)/\(file.path)' cannot be written: \(error.reason)", isOfDisk: error.isOfDisk)
        }
        return written
    }

    /// The folder as the user knows it.
    private var shown: String { earlier?.directory ?? directory }

    private func folder(_ parents: [String]) throws(OutputProblem) -> OpenFolder {
        var path = directory
        var shown = shown
        do throws(SystemError) {
            var folder = try OpenFolder(at: path)
            for part in parents {
                path += "/" + part
                shown += "/" + part
                folder = try folder.makingFolder(part)
            }
            return folder
        } catch {
            var status = stat()
            let kind = lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
            switch kind {
            case S_IFLNK:
                throw OutputProblem(
                    "'\(shown)' is a link, which could lead outside the output folder; \(OutputProblem.way)")
            case S_IFDIR, 0:
                throw OutputProblem(
                    "'\(shown)' cannot be written to: \(error.reason)", isOfDisk: error.isOfDisk)
            default:
                throw OutputProblem(
                    "'\(shown)' is a file, so nothing can be saved in it; choose another name, or \(OutputProblem.way)"
                )
            }
        }
    }
}
