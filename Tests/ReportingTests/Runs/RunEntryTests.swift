import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// What a run leaves in the folder of all runs, as `Docs/runs.md` says.
struct RunEntryTests {
    private static let outputs = PublishedOutputs(
        report: "somewhere/out/small.html", record: "small.json", recordHash: ContentHash(of: Data("r".utf8)))

    private static func entry() throws -> RunEntry {
        let run = try SampleRun.small()
        return RunEntry(of: RunRecord(of: run), timing: run.timing, in: outputs)
    }

    @Test func `an entry has what the run was given and what came out`() throws {
        #expect(
            try Self.entry().json == """
                {
                  "schema": 1,
                  "started": "2026-09-21T14:13:20.000Z",
                  "seconds": 4.25,
                  "notebook": "small.md",
                  "status": "failed",
                  "seed": 7,
                  "params": {
                    "epochs": 3
                  },
                  "values": {
                    "model.parameters": 1290,
                    "model.history.epochs": 3,
                    "result.accuracy": 0.9231,
                    "result.loss": 1e-08,
                    "result.errors": 1
                  },
                  "record": "small.json",
                  "recordSHA256": "\(Self.outputs.recordHash.hexadecimal)"
                }

                """)
    }

    @Test func `what was written is read again`() throws {
        let entry = try Self.entry()
        let read = try RunEntry(Data(entry.json.utf8), file: "x.json")
        #expect(read.file == "x.json" && read.json == entry.json)
        #expect(read.params == entry.params && read.values == entry.values)
        #expect(read.started == entry.started && read.seconds == 4.25 && read.seed == 7)
        #expect(read.notebook == "small.md" && read.status == "failed" && read.record == "small.json")
    }

    @Test(arguments: [
        ("", "it is not the file of a run"), ("[1]", "it is not the file of a run"),
        ("{\"schema\": 2}", "it is of version 2; this program reads version 1"),
        ("{\"schema\": 1}", "it is damaged: 'started' is missing"),
        (
            "{\"schema\": 1, \"started\": 5}",
            "it is damaged: 'started' has another type than in a record"
        ),
        (
            """
            {"schema": 1, "started": "", "seconds": 1, "notebook": "", "status": "", "seed": 1, "params": {"a": []}}
            """, "it is damaged: 'params.a' has another type than in a record"
        ),
    ])
    func `a file that is not one of a run is refused in words`(text: String, words: String) {
        let problem = #expect(throws: RunEntry.Problem.self) { try RunEntry(Data(text.utf8), file: "x") }
        #expect(problem?.description == words)
    }
}
