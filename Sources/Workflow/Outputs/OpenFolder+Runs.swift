extension OpenFolder {
    /// Whether runs write to this folder: reports and saved files, or cached results.
    ///
    /// Recognized by the files that a run leaves in such a folder, so that the answer does not depend on options.
    package var isWrittenByRuns: Bool {
        if status(of: NotebookOutputs.privateFolder)?.isFolder == true { return true }
        guard let tag = try? RegularFile(StepCache.marker, in: self).prefix(200) else { return false }
        return String(decoding: tag, as: UTF8.self).contains(StepCache.signature)
    }
}
