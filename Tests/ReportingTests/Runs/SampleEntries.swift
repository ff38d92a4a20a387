import Foundation
import Reporting
import TestSupport
import Workflow

/// Entries of runs that never were, in the form in which a run writes them.
enum SampleEntries {
    /// An entry read from text.
    static func entry(
        _ name: String, started: String = "2026-12-01T11:52:39.123Z", params: String = "{}",
        values: String = "{}", status: String = "ok", seed: UInt64 = 0, notebook: String = "small.md"
    ) throws -> RunEntry {
        try RunEntry(
            Data(
                """
                {"schema": 1, "started": "\(started)", "seconds": 1.5, "notebook": "\(notebook)",
                 "status": "\(status)", "seed": \(seed), "params": \(params), "values": \(values),
                 "record": "small.json", "recordSHA256": "0a"}
                """.utf8), file: name)
    }

    /// Three runs: two with an accuracy, one that failed.
    static func three() throws -> RunList {
        RunList([
            try entry(
                "a.json", params: "{\"rate\": 0.1, \"seed\": 4}",
                values: "{\"result.accuracy\": 0.5, \"result.loss\": 2}"),
            try entry("b.json", params: "{\"rate\": 0.01, \"seed\": 4}", status: "failed", seed: 7),
            try entry(
                "c.json", params: "{\"rate\": 1, \"seed\": 4, \"deep\": true}",
                values: "{\"result.accuracy\": 0.25, \"rate\": \"=x\", \"loss\": null}"),
        ])
    }
}
