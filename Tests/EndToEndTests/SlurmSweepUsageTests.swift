import Foundation
import TestSupport
import Testing

/// Commands for a cluster that cannot be followed.
struct SlurmSweepUsageTests {
    @Test(arguments: [
        (["--slurm", "--time=10"], "--on slurm"),
        (["--on", "pbs"], "slurm"),
        (["--on", "slurm", "--jobs", "0"], "'--jobs 0'"),
        (["--on", "slurm", "--slurm", "--array=0-3"], "--array"),
        (["--on", "slurm", "--slurm", "other.sh"], "other.sh"),
    ])
    func `wrong usage is told, and nothing is submitted`(arguments: [String], words: String) throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let outcome = try tool.run(list: ["sweep", "rates.md"] + arguments, environment: slurm.environment)
        #expect(outcome.status == 64, "\(outcome.messages)")
        #expect(outcome.messages.contains(words), "\(outcome.messages)")
        #expect(slurm.calls(of: "sbatch") == [])
        #expect(tool.written == ["rates.md"])
    }

    @Test func `a machine without sbatch is told what is missing`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/empty", withIntermediateDirectories: true)
        // Nothing else is looked up by the search path, which has no sbatch whatever this machine has.
        let outcome = try tool.run(
            list: ["sweep", "rates.md", "--on", "slurm"], environment: ["PATH": tool.folder.path + "/empty"])
        #expect(outcome.status == 1, "\(outcome.messages)")
        #expect(outcome.messages.contains("sbatch"), "\(outcome.messages)")
        #expect(outcome.messages.contains("PATH"), "\(outcome.messages)")
        #expect(outcome.output == "")
        #expect(tool.written == ["rates.md"])
    }

    @Test func `what sbatch says is shown where it refuses`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let words = "sbatch: error: Batch job submission failed: Invalid partition name specified"
        try slurm.set("sbatch.faults", "* refused \(words)")
        let outcome = try tool.run(
            list: ["sweep", "rates.md", "--on", "slurm", "--slurm", "--partition=nowhere"],
            environment: slurm.environment)
        #expect(outcome.status == 1, "\(outcome.messages)")
        #expect(outcome.messages.contains(words), "\(outcome.messages)")
        #expect(slurm.arrays.isEmpty)
        #expect(!tool.folder.files.contains("Output/rates.sweep.json"))
        // Nothing stands in the way of the next attempt.
        try slurm.set("sbatch.faults", "")
        #expect(
            try tool.run("sweep", "rates.md", "--on", "slurm", environment: slurm.environment).status == 0)
        #expect(try tool.sweep().outcomes == Array(repeating: "ok", count: 6))
    }

    @Test func `an option that Slurm does not know is Slurm's to refuse`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let outcome = try tool.run(
            list: ["sweep", "rates.md", "--on", "slurm", "--slurm", "--bogus=1"],
            environment: slurm.environment)
        #expect(outcome.status == 1, "\(outcome.messages)")
        #expect(outcome.messages.contains("--bogus"), "\(outcome.messages)")
        #expect(slurm.arrays.isEmpty)
    }
}
