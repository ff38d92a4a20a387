import Glibc
import Workflow

/// How a sweep's runs are put into arrays, and these submitted.
struct SlurmOrder {
    let slurm: Slurm
    /// The user's options.
    let options: SlurmOptions
    /// The most elements at a time; `nil` for as many as Slurm allows.
    let limit: Int?
    /// The most elements of an array.
    let most: Int

    /// Elements for each that may run at a time: enough that none is idle while others have much left.
    private static let share = 4

    /// Asks Slurm for its limits.
    ///
    /// - Throws: ``WorldProblem`` if it does not answer.
    init(_ slurm: Slurm, _ options: SlurmOptions, limit: Int?) throws(WorldProblem) {
        self.slurm = slurm
        self.options = options
        self.limit = limit
        most = try slurm.mostElements()
    }

    /// The runs of each element: one, or several in their order where there are more runs than elements.
    func elements(of runs: [Int]) -> [[Int]] {
        let count = min(runs.count, most, limit.map { $0 * Self.share } ?? most)
        return (0..<count).map { Array(runs[$0 * runs.count / count..<($0 + 1) * runs.count / count]) }
    }

    /// Submits a wave.
    ///
    /// - Returns: the number of the array; `nil` if Slurm did not answer in time.
    /// - Throws: ``WorldProblem`` if Slurm refuses.
    func submit(_ wave: SweepWave, name: String, count: Int, threads: Int) throws(WorldProblem) -> String? {
        do throws(WorldProblem) {
            return try slurm.submit(
                wave, name: name, count: count, limit: limit, threads: threads, options)
        } catch {
            // Nobody will look for it.
            wave.folder.removeAll()
            throw error
        }
    }

    /// The path of this program, whatever its name was when it was started.
    ///
    /// - Throws: ``WorldProblem`` if it is not known.
    func program() throws(WorldProblem) -> String {
        guard let program = WorkerProcess.program else {
            throw WorldProblem("the program's own file is not known, so no element can be started")
        }
        return program
    }
}
