import FoundationEssentials
import Glibc

/// What lies where a run's saved files will appear: what an earlier run of the same notebook left there, or somebody else.
public struct EarlierOutputs: Sendable {
    /// The folder as the user knows it: `Output/NAME`.
    let directory: String

    /// Whether what is not an earlier run's may be replaced.
    let mayReplace: Bool

    /// What earlier runs wrote, by path inside the folder.
    let files: [String: OutputLedger.File]

    /// Gives a file that is there already with the right bytes a second name, in place of writing it again.
    ///
    /// - Returns: whether it was there.
    /// - Throws: ``OutputProblem`` where something is there that no run of the notebook wrote.
    func hands(
        over file: StepResult.File, to folder: borrowing OpenFolder, as newName: String
    ) throws(OutputProblem) -> Bool {
        var parts = file.path.split(separator: "/").map(String.init)
        guard let name = parts.popLast(),
            let place = try? OpenFolder(at: directory).folder(at: parts, making: false),
            let status = place.status(of: name)
        else { return false }
        let path = "\(directory)/\(file.path)"
        guard !status.isFolder else {
            throw OutputProblem("'\(path)' is a folder, so no file can be saved there")
        }
        let known = files[file.path]
        // What has another size than both is another file, however large it is.
        let mayBeKnown = status.isRegularFile && [file.content.count, known?.bytes].contains(status.bytes)
        let hash = mayBeKnown ? (try? place.read(name)).map(ContentHash.init(of:)) : nil
        if let hash, hash == file.content.hash, status.bytes == file.content.count {
            return (try? place.link(name, to: folder, as: newName)) != nil
        }
        guard mayReplace || (hash != nil && known?.hash == hash) else {
            throw OutputProblem.foreign(path, isChanged: known != nil)
        }
        return false
    }
}

extension OutputProblem {
    /// There is a file that no run of the notebook wrote.
    ///
    /// - Parameter isChanged: whether one did, and it was changed since.
    static func foreign(_ path: String, isChanged: Bool) -> OutputProblem {
        OutputProblem(
            isChanged
                ? "'\(path)' was changed since this notebook wrote it; move it away, name another folder with --output-dir, or replace it with --overwrite"
                : "'\(path)' is there already, and this notebook did not write it; move it away, name another folder with --output-dir, or replace it with --overwrite"
        )
    }
}
