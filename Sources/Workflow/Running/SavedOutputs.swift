/// The files that the steps of a run save.
struct SavedOutputs {
    /// Why the disk refused what a step saves, in words; `nil` where it took everything.
    private(set) var diskObstacle: String?

    private let folder: OutputFolder
    /// The line that each file was saved in, by its path.
    private var lines: [String: Int] = [:]

    /// Saves into the folder that a run's options name.
    init(_ options: RunOptions) {
        folder = OutputFolder(directory: options.outputDirectory, earlier: options.earlierOutputs)
    }

    /// Saves what a step gave.
    ///
    /// - Throws: ``OutputProblem`` for a file that was saved already or that the disk refuses, ``CacheDamage`` where the
    ///   cache no longer has its bytes.
    func save(_ result: StepResult) throws -> [WrittenFile] {
        for file in result.files {
            guard let line = lines[file.path] else { continue }
            throw OutputProblem("'\(file.path)' was saved already in line \(line): choose another name")
        }
        return try result.files.map(folder.write)
    }

    /// Notes what a step has saved.
    mutating func note(_ record: StepRecord) {
        for file in record.files { lines[file.path] = record.step.line }
    }

    /// Notes why a step failed, where that was for the disk.
    mutating func note(_ error: any Error) {
        guard let problem = error as? OutputProblem, problem.isOfDisk, diskObstacle == nil else { return }
        diskObstacle = problem.description
    }
}
