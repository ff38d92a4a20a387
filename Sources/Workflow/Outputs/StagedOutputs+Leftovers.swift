extension StagedOutputs {
    /// The files that earlier runs of the notebook saved, that are there still, and that the last run did not save: neither
    /// its page nor its record says anything of them. By path, in order; what the run reads is not among them.
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
            // What has another size is somebody's own by now.
            return status.isRegularFile && status.bytes == ledger.earlier[path]?.bytes
        }
        .sorted().map { "\(outputs.directory)/\($0)" }.filter { !sources.reads($0) }
    }
}
