/// The files that the steps of a run save.
struct SavedOutputs {
    /// The reason why the disk refused a file, in words; `nil` if it refused none.
    private(set) var diskObstacle: String?

    private let folder: OutputFolder
    /// The line at which each file was saved, by its path.
    private var lines: [String: Int] = [:]

    /// Saves to the folder given by a run's options.
    init(_ options: RunOptions) {
        folder = OutputFolder(directory: options.outputDirectory, earlier: options.earlierOutputs)
    }

    /// Saves the files of a step's result.
    ///
    /// - Throws: ``OutputProblem`` for a file that was already saved or that the disk refuses, ``CacheDamage`` if the
    ///   cache no longer has its bytes.
    func save(_ result: StepResult) throws -> [WrittenFile] {
        for file in result.files {
            guard let line = lines[file.path] else { continue }
            throw OutputProblem("'\(file.path)' was saved already in line \(line): choose another name")
        }
        return try result.files.map(folder.write)
    }

    /// Records the files that a step has saved.
    mutating func note(_ record: StepRecord) {
        for file in record.files { lines[file.path] = record.step.line }
    }

    /// Records why a step failed, if the disk was the reason.
    mutating func note(_ error: any Error) {
        guard let problem = error as? OutputProblem, problem.isOfDisk, diskObstacle == nil else { return }
        diskObstacle = problem.description
    }
}
