import FoundationEssentials

/// What lies where a run's saved files will appear, most often what an earlier run of the same notebook left there.
public struct EarlierOutputs: Sendable {
    /// The folder as the user knows it: `Output/NAME`.
    let directory: String

    /// The files that were looked at when the run began, by path inside the folder: what is as it was has the same bytes.
    let known: [String: OutputCheck.Known]

    /// Gives a file that is there already with the right bytes a second name, in place of writing it again.
    ///
    /// - Returns: whether it was there.
    /// - Throws: ``OutputProblem`` where a folder is in its place.
    func hands(
        over file: StepResult.File, to folder: borrowing OpenFolder, as newName: String
    ) throws(OutputProblem) -> Bool {
        guard let path = OutputPath(file.path),
            let place = try? OpenFolder(at: directory).folder(at: path.folders, making: false),
            let status = place.status(of: path.name)
        else { return false }
        guard !status.isFolder else {
            throw OutputProblem("'\(directory)/\(file.path)' is a folder, so no file can be saved there")
        }
        guard status.isRegularFile, status.bytes == file.content.count else { return false }
        let hash =
            known[file.path].flatMap { $0.status == status ? $0.hash : nil }
            ?? (try? place.read(path.name)).map(ContentHash.init(of:))
        guard hash == file.content.hash else { return false }
        return (try? place.link(path.name, to: folder, as: newName)) != nil
    }
}
