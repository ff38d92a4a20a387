import Foundation
import TestSupport
import Testing

/// A machine without a network and without MNIST.
struct OfflineTests {
    private static let cell = """
        let digits = load("mnist"FALLBACK, train: 500, test: 100)
        plot(digits)
        """

    /// A launcher that removes the network, if that is permitted.
    private static let withoutNetwork: [String] = {
        for launcher in [["unshare", "-n"], ["unshare", "-r", "-n"]] {
            if (try? ChildProcess.run(launcher + ["true"]))?.status == 0 { return launcher }
        }
        SkipLog.record(
            "sandbox/unshare", reason: "not permitted here, so only a proxy keeps the network away")
        return []
    }()

    @Test func `the fallback is used, with a warning, a notice in the report and one in the record`() throws {
        let tool = try BuiltTool.besideCell(Self.cell.replacing("FALLBACK", with: ", fallback: \"builtin\""))
        let words = "MNIST could not be had, so this run uses the built-in digits"
        for outcomes in [["computed", "computed"], ["cached", "cached"]] {
            let outcome = try tool.run("run", "notebook.md", "--quiet", launcher: Self.withoutNetwork)
            #expect(outcome.status == 0, "\(outcome.messages)")
            #expect(outcome.messages.hasPrefix("warning: \(words)"))
            let record = try tool.record("notebook")
            #expect(record.status == "ok")
            #expect(record.outcomes == outcomes)
            #expect(record.notices.map { $0.hasPrefix(words) } == [true])
            #expect(record.value("digits.train.count") == 500)
            let report = try tool.folder.text("Output/notebook.html")
            let place = try #require(report.range(of: words)).lowerBound
            // At the top, before the first cell.
            #expect(try place < #require(report.range(of: "class=\"cell\"")).lowerBound)
        }
    }

    @Test func `without a fallback the message says what was tried and what to do`() throws {
        let tool = try BuiltTool.besideCell(Self.cell.replacing("FALLBACK", with: ""))
        try tool.folder.write("nothing of use", to: "here/readme.txt")
        let outcome = try tool.run(
            "run", "notebook.md", "--data-dir", "here", environment: ["STEPBOOK_DATA_DIR": "there"],
            launcher: Self.withoutNetwork)
        #expect(outcome.status == 1)
        #expect(outcome.output == "Output/notebook.html\n")
        #expect(
            outcome.messages.contains(
                "MNIST was not found in 'here', 'there', '\(tool.folder.path)/cache/stepbook/data/mnist'"))
        #expect(outcome.messages.contains("Put its four files into a folder and name that with --data-dir."))
        #expect(try tool.record("notebook").outcomes == ["failed", "blocked"])
    }

    @Test(arguments: [
        ("", "(it would be fetched)"),
        (
            ", fallback: \"builtin\"",
            "MNIST would be fetched, or built-in digits drawn where it cannot be had"
        ),
    ])
    func `nothing is asked of the network while planning and checking`(fallback: String, reason: String)
        throws
    {
        let tool = try BuiltTool.besideCell(Self.cell.replacing("FALLBACK", with: fallback))
        let plan = try tool.run("plan", "notebook.md", launcher: Self.withoutNetwork)
        #expect(plan.status == 0)
        #expect(plan.output.contains(reason))
        #expect(try tool.run("check", "notebook.md", launcher: Self.withoutNetwork).status == 0)
    }
}
