import FoundationEssentials

/// The files at the paths where a run's saved files will appear, usually from an earlier run of the same notebook.
public struct EarlierOutputs: Sendable {
    /// The folder as the user knows it: `Output/NAME`.
    let directory: String

    /// The files examined when the run began, by path inside the folder: one that has not changed since has the same
    /// bytes.
    let known: [String: OutputCheck.Known]

    /// Hard-links an existing file with the right bytes instead of writing it again.
    ///
    /// - Returns: whether there was one.
    /// - Throws: ``OutputProblem`` if a folder is in its place.
    func hands(
        over file: StepResult.File, to folder: borrowing OpenFolder, as newName: String
    ) throws(OutputProblem) -> Bool {
        guard let path = OutputPath(file.path),
            let place = try? OpenFolder(at: directory).folder(at: path.folders, making: false),
            let status = place.status(of: path.name)
        else { return false }
        guard !status.isFolder else {
            throw OutputProblem(
                "'\(directory)/\(file.path)' is a folder, so no file can be saved there; \(OutputProblem.way)"
            )
        }
        guard status.isRegularFile, status.bytes == file.content.count else { return false }
        let hash =
            known[file.path].flatMap { $0.status == status ? $0.hash : nil }
            ?? (try? place.read(path.name)).map(ContentHash.init(of:))
        guard hash == file.content.hash else { return false }
        return (try? place.link(path.name, to: folder, as: newName)) != nil
    }
}
