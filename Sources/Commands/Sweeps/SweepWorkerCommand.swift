import ArgumentParser
import Glibc
import Workflow

/// `stepbook sweep-worker`: does the runs of a sweep that `stepbook sweep` gives it on standard input.
struct SweepWorkerCommand: ParsableCommand {
    static let name = "sweep-worker"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Does runs of a sweep; 'sweep' starts it.", shouldDisplay: false)

    @ArgumentParser.Argument(help: "The job that 'sweep' wrote.")
    var job: String

    func run() throws {
        // A command that was killed reads no more; the run in progress still keeps what it has.
        signal(SIGPIPE, SIG_IGN)
        try reportingProblems {
            let interruption = Interruption()
            defer { interruption.end() }
            let job = try SweepJob.read(job)
            if let obstacle = job.obstacle { throw UsageProblem(obstacle) }
            guard chdir(job.workingDirectory) == 0 else {
                throw WorldProblem(
                    "'\(job.workingDirectory)' cannot be entered: \(SystemWords.words(for: errno))")
            }
            let channel = WorkerChannel(cancellation: interruption.cancellation)
            try SweepWorker(job, channel: channel, cancellation: interruption.cancellation).work()
        }
    }
}
