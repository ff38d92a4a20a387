import ArgumentParser
import FoundationEssentials
import Glibc
import Workflow

/// `stepbook sweep-element`: does the runs of one element of a sweep's array, whose number Slurm tells.
struct SweepElementCommand: ParsableCommand {
    static let name = "sweep-element"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Does runs of a sweep on a cluster; 'sweep --on slurm' has it started.",
        shouldDisplay: false)

    @ArgumentParser.Argument(help: "The job that 'sweep' wrote.")
    var job: String

    private static let variable = "SLURM_ARRAY_TASK_ID"

    func run() throws {
        try reportingProblems {
            let environment = ProcessInfo.processInfo.environment
            guard let number = environment[Self.variable].flatMap({ Int($0) }) else {
                throw UsageProblem(
                    "'\(Self.variable)' is no number; '\(Self.name)' is started by Slurm alone")
            }
            // Slurm announces an end more than once.
            let interruption = Interruption(isRepeated: true)
            let sweep = try SweepJob.read(job)
            guard chdir(sweep.workingDirectory) == 0 else {
                throw WorldProblem(
                    "'\(sweep.workingDirectory)' cannot be entered: \(SystemWords.words(for: errno)); it must be there on every node"
                )
            }
            let isDone = try SweepElement(
                number, of: SweepWave(holding: job), job: sweep, cancellation: interruption.cancellation
            ).work()
            interruption.end()
            if !isDone { throw ExitCode(130) }
        }
    }
}
