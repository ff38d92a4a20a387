extension StagedOutputs {
    /// The files saved by earlier runs of the notebook that still exist, but that the last run did not save, so that
    /// neither its page nor its record mentions them. Sorted by path, without files that the run reads.
    public var leftovers: [String] {
        guard let folder = try? OpenFolder(at: outputs.directory),
            let shelf = try? folder.folder(NotebookOutputs.privateFolder),
            let ledger = outputs.ledger(in: shelf), ledger.notebook == outputs.owner
        else { return [] }
        return ledger.earlier.keys.filter { path in
            guard ledger.files[path] == nil, let place = OutputPath(path), let first = place.folders.first,
                first.utf8.elementsEqual(outputs.name.utf8),
                let status = try? folder.folder(at: place.folders, making: false).status(of: place.name)
            else { return false }
            // A file of another size was changed by the user.
            return status.isRegularFile && status.bytes == ledger.earlier[path]?.bytes
        }
        .sorted().map { "\(outputs.directory)/\($0)" }.filter { !sources.reads($0) }
    }
}
