import Foundation
import Notebooks
import Testing
import Workflow

struct CacheSemanticsTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private static let notebook = """
        ---
        title: A notebook
        params:
          factor: 2
          other: 5
        seed: 1
        ---
        # Numbers

        Some prose.

        ```swift-step
        //| caption: A caption
        let one = number(1, times: params.factor, title: "one")
        let two = number(2)
        let even = parity(one)
        let sum = add(even, two)
        let drawn = draw()
        let crunched = crunch(two)
        table(sum, title: "sum")
        ```
        """

    /// The steps that are recomputed after the notebook was run and then edited.
    private func rerun(
        replacing old: String = "", with new: String = "", versions: [String: Int] = [:], threads: Int = 1,
        overrides: [(String, String)] = []
    ) throws -> [String] {
        let before = Self.notebook
        _ = try laboratory.cache.removeAll()
        let first = try laboratory.run(.text(before))
        #expect(first.ran.count == 7)
        let after = old.isEmpty ? before : before.replacing(old, with: new)
        #expect(old.isEmpty || after != before)
        let second = try laboratory.run(
            .text(after), versions: versions, threads: threads, overrides: overrides)
        #expect(second.run.status == .ok)
        return second.ran
    }

    @Test func `an unchanged notebook recomputes nothing`() throws {
        #expect(try rerun() == [])
    }

    @Test(arguments: [
        ("whitespace", "number(2)", "number(   2\n   )"), ("an empty line", "let two", "\n\nlet two"),
        ("a comment", "let two = number(2)", "// Two.\nlet two = /* here */ number(2) // two"),
        ("prose", "Some prose.", "Some other prose, and more of it."),
        ("a heading", "# Numbers", "## Counts"),
        ("a caption", "A caption", "Another caption"), ("the title", "A notebook", "Another notebook"),
        ("an option", "//| caption: A caption", "//| fold: true"),
        ("a parameter that results do not depend on", "title: \"one\"", "title: \"uno\""),
        ("a number written otherwise", "number(2)", "number(2.0)"),
        ("a number computed", "number(2)", "number(4 / 2)"),
        ("a default written out", "number(2)", "number(2, times: 1)"),
        (
            "the order of labelled arguments", "times: params.factor, title: \"one\"",
            "title: \"one\", times: params.factor"
        ),
        ("a value in place of its parameter", "params.factor", "2"),
        ("a parameter's default that nothing uses", "other: 5", "other: 6"),
    ])
    func `an edit that changes no result recomputes nothing`(_ what: String, _ old: String, _ new: String)
        throws
    {
        #expect(try rerun(replacing: old, with: new) == [])
    }

    @Test func `an edited argument recomputes its step and what depends on it`() throws {
        #expect(try rerun(replacing: "number(2)", with: "number(3)") == ["number", "add", "crunch", "table"])
    }

    @Test func `recomputing stops where the bytes are the same`() throws {
        // 2 · 1 and 2 · 3 are both even.
        #expect(try rerun(replacing: "number(1,", with: "number(3,") == ["number", "parity"])
    }

    @Test func `a renamed binding recomputes nothing`() throws {
        #expect(try rerun(replacing: "two", with: "deux") == [])
    }

    @Test func `independent steps in another order recompute nothing`() throws {
        #expect(
            try rerun(
                replacing: "let two = number(2)\nlet even = parity(one)",
                with: "let even = parity(one)\nlet two = number(2)") == [])
    }

    @Test func `steps moved to another cell recompute nothing`() throws {
        #expect(try rerun(replacing: "let drawn", with: "```\n\nText.\n\n```swift-step\nlet drawn") == [])
    }

    @Test func `another notebook's results are shared`() throws {
        _ = try rerun()
        #expect(try laboratory.run("let three = add(number(2), number(1))").ran == ["number", "add"])
    }

    @Test func `a further argument is part of its step alone`() throws {
        #expect(try rerun(replacing: "table(sum, ", with: "table(sum, loss: 1, ") == ["table"])
    }

    @Test func `another title of a table is another table`() throws {
        #expect(try rerun(replacing: "title: \"sum\"", with: "title: \"total\"") == ["table"])
    }

    @Test func `a raised version recomputes the step`() throws {
        #expect(try rerun(versions: ["parity": 2]) == ["parity"])
        #expect(try rerun(versions: ["number": 2]) == ["number", "number"])
    }

    @Test func `another seed recomputes only steps that depend on it`() throws {
        #expect(try rerun(replacing: "seed: 1", with: "seed: 2") == ["draw"])
    }

    @Test func `another number of threads recomputes only steps whose bits depend on it`() throws {
        #expect(try rerun(threads: 2) == ["crunch"])
    }

    @Test func `a parameter from the command line is part of what it feeds and of nothing else`() throws {
        #expect(try rerun(overrides: [("other", "7")]) == [])
        #expect(try rerun(overrides: [("factor", "2")]) == [])
        #expect(try rerun(overrides: [("factor", "3")]) == ["number", "parity", "add", "table"])
    }

    @Test func `a changed file recomputes, whatever its size and date`() throws {
        let code = "let text = read(\"a.txt\")\nlet back = reverse(text)"
        let path = laboratory.folder + "/data/a.txt"
        let date = Date(timeIntervalSince1970: 1_000_000)
        func write(_ text: String) throws {
            try laboratory.write(text, to: "a.txt")
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        try write("one")
        #expect(try laboratory.run(code).ran == ["read", "reverse"])
        try write("two")
        #expect(try laboratory.run(code).ran == ["read", "reverse"])
        try write("one")
        #expect(try laboratory.run(code).ran == [])
        try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
        #expect(try laboratory.run(code).ran == [])
    }

    @Test func `what a step reads is in its record`() throws {
        try laboratory.write("one", to: "a.txt")
        for _ in 1...2 {
            let experiment = try laboratory.run("let text = read(\"a.txt\")")
            #expect(
                experiment.run.steps[0].inputs == [
                    InputFile(name: "a.txt", bytes: 3, hash: ContentHash(of: Data("one".utf8)))
                ])
        }
    }

    @Test func `a missing file fails its step although its result is in the cache`() throws {
        try laboratory.write("one", to: "a.txt")
        _ = try laboratory.run("let text = read(\"a.txt\")")
        try FileManager.default.removeItem(atPath: laboratory.folder + "/data/a.txt")
        #expect(
            try laboratory.run("let text = read(\"a.txt\")").outcomes == [.failed("there is no file 'a.txt'")]
        )
    }

    @Test func `strings that look like other values have keys of their own`() throws {
        let keys = try ["\"\"", "\"nil\"", "\"1\"", "\"true\"", "\"plain\"", "\".plain\""].map { text in
            try laboratory.run("let text = words(\(text))").run.steps[0].key
        }
        #expect(Set(keys).count == keys.count)
    }

    @Test func `descriptions differ by every argument and every place`() throws {
        let stacks = [
            "flat", "flat, flat", "layer(1)", "layer(1), flat", "flat, layer(1)", "layer(2)",
            "layer(1, rate: 0.5)",
        ]
        let keys = try stacks.map { layers in
            try laboratory.run("let model = stack(layers: [\(layers)])").run.steps[0].key
        }
        #expect(Set(keys).count == stacks.count)
        #expect(try laboratory.run("let model = stack(layers: [layer(1, rate: 0)])").ran == [])
        #expect(try laboratory.run("let model = stack(layers: [flat], scale: nil)").ran == [])
    }
}
