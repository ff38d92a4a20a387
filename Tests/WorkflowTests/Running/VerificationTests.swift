import Foundation
import Notebooks
import Testing
import Workflow

/// A notebook is recomputed and compared with its last run.
struct VerificationTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private static let notebook = Notebook.text(
        """
        ---
        params:
          factor: 2
        ---
        ```swift-step
        let one = number(1, times: params.factor)
        let text = words("abc")
        save(reverse(text), to: "a.txt")
        expect(one.value > 1, "more than one")
        table(one)
        ```
        """)

    @Test func `what comes out the same is identical, and nothing comes from the cache`() throws {
        _ = try laboratory.run(Self.notebook)
        _ = laboratory.tally.take()
        #expect(try laboratory.verify(Self.notebook) == Array(repeating: .identical, count: 6))
        #expect(laboratory.tally.take() == ["number", "words", "reverse", "save", "expect", "table"])
        // A fully cached run is as good a last run as any.
        _ = try laboratory.run(Self.notebook)
        #expect(try laboratory.verify(Self.notebook) == Array(repeating: .identical, count: 6))
    }

    @Test func `a claim that is not met, then and now, is identical too`() throws {
        let notebook = Notebook.cell("expect(number(1).value > 2, \"no\")")
        #expect(try laboratory.run(notebook).run.status == .failed)
        #expect(try laboratory.verify(notebook) == [.identical, .identical])
    }

    @Test func `nothing is written to the cache, and the last run stays the last`() throws {
        _ = try laboratory.run(Self.notebook)
        let before = try FileManager.default.subpathsOfDirectory(atPath: laboratory.cacheFolder).sorted()
        _ = try laboratory.verify(Self.notebook, overrides: [("factor", "3")])
        let after = try FileManager.default.subpathsOfDirectory(atPath: laboratory.cacheFolder).sorted()
        #expect(after == before)
        #expect(try laboratory.verify(Self.notebook).count == 6)
    }

    @Test func `the first step that differs ends it, with the differences`() throws {
        let notebook = Notebook.cell("let one = number(1)\nlet other = drift(true)\nlet sum = number(2)")
        _ = try laboratory.run(notebook)
        #expect(
            try laboratory.verify(notebook) == [
                .identical, .different(["2 of the 6 bytes of 'letters' differ, the first at 3"]),
            ])
    }

    @Test func `if the last result is gone, only a difference can be reported`() throws {
        let notebook = Notebook.cell("let other = drift(false)")
        _ = try laboratory.run(notebook)
        try FileManager.default.removeItem(atPath: laboratory.cacheFolder + "/entries")
        #expect(
            try laboratory.verify(notebook) == [
                .different(["the bytes differ, and the old ones are no longer in the cache"])
            ])
    }

    @Test func `another notebook, parameter or version than in the last run cannot be compared`() throws {
        _ = try laboratory.run(Self.notebook)
        #expect(
            try laboratory.verify(Self.notebook, overrides: [("factor", "3")])
                == [.changed(["argument 'times' 2 → 3"])])
        #expect(
            try laboratory.verify(Self.notebook, versions: ["words": 2])
                == [.changed(["step version 1 → 2"])])
        #expect(
            try laboratory.verify(.text("```swift-step\nlet sum = sumOf([1, 2])\n```"))
                == [.changed(["the last run had no such step"])])
    }

    @Test func `parameters that the last run was given are known`() throws {
        _ = try laboratory.run(Self.notebook, overrides: [("factor", "5")])
        #expect(laboratory.cache.overridesOfLastRun(of: "test.md") == ["factor": "5"])
        _ = try laboratory.run(Self.notebook)
        #expect(laboratory.cache.overridesOfLastRun(of: "test.md") == [:])
        #expect(laboratory.cache.overridesOfLastRun(of: "other.md") == [:])
    }

    @Test func `a step that failed, or was stopped, is not compared`() throws {
        let failing = Notebook.cell("let one = fail(\"no\")")
        _ = try laboratory.run(failing)
        #expect(try laboratory.verify(failing) == [.missing("it failed last time")])
        let counting = Notebook.cell("let sum = countUp(to: 3, breaksAt: 2)")
        _ = try laboratory.run(counting)
        let whole = Notebook.cell("let sum = countUp(to: 3)")
        #expect(try laboratory.verify(whole) == [.missing("it failed last time")])
        let cancellation = Cancellation()
        cancellation.request()
        _ = try laboratory.run(whole)
        #expect(try laboratory.verify(whole, cancellation: cancellation) == [.missing("it was interrupted")])
        try laboratory.write("abc", to: "a.txt")
        let reading = Notebook.cell("let text = read(\"a.txt\")")
        _ = try laboratory.run(reading)
        try FileManager.default.removeItem(atPath: laboratory.folder + "/data/a.txt")
        #expect(try laboratory.verify(reading) == [.missing("it failed: there is no file 'a.txt'")])
    }

    @Test func `a comparison known to be impossible computes nothing`() throws {
        let notebook = Notebook.cell("let one = number(1)\nlet text = words(\"abc\")\nlet sum = fail(\"no\")")
        _ = try laboratory.run(notebook)
        _ = laboratory.tally.take()
        #expect(try laboratory.verify(notebook) == [.missing("it failed last time")])
        #expect(
            try laboratory.verify(.cell("let one = number(1)\nlet text = words(\"abcd\")"))
                == [.changed(["argument 'text' \"abc\" → \"abcd\""])])
        #expect(
            try laboratory.verify(.cell("let one = number(1)\nlet more = sumOf([1, 2])"))
                == [.changed(["the last run had no such step"])])
        #expect(laboratory.tally.take() == [])
    }

    @Test func `the number of threads of the last run is known`() throws {
        #expect(laboratory.cache.threadsOfLastRun(of: "test.md") == nil)
        _ = try laboratory.run(Self.notebook, threads: 3)
        #expect(laboratory.cache.threadsOfLastRun(of: "test.md") == 3)
    }

    @Test func `a notebook that was never run is not a mistake`() throws {
        #expect {
            try laboratory.verify(Self.notebook)
        } throws: {
            String(describing: $0)
                == "nothing is known of a run of 'test.md', so there is nothing to compare with"
        }
    }
}
