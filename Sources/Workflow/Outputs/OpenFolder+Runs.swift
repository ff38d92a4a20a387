extension OpenFolder {
    /// Whether runs write to it: their reports and what steps save, or the results of steps.
    ///
    /// It is told by what a run leaves in such a folder, so that it is the same for whoever reads it, whatever options say.
    package var isWrittenByRuns: Bool {
        if status(of: NotebookOutputs.privateFolder)?.isFolder == true { return true }
        guard let tag = try? RegularFile(StepCache.marker, in: self).prefix(200) else { return false }
        return String(decoding: tag, as: UTF8.self).contains(StepCache.signature)
    }
}
