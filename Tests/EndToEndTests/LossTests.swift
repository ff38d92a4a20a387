import Foundation
import TestSupport
import Testing

/// `check` and `run` warn of everything that a report will not show, and files that are not notebooks are refused.
struct LossTests {
    private static let notebook = """
        <details>
        <summary>How it was measured</summary>
        Twice.
        </details>

        It is $a^2$, as [said](other.md) in [^a] and [below](#nowhere). ![s](my sketch.png) ![f](file:///etc/passwd)

        ```swift-step
        //| caption: `= 1 + 1` is two
        show(one: 1)
        ```

        <!-- A remark that never ends.
        """
    private static let ids = [
        "html.words", "markdown.maths", "link.no-such-file", "markdown.footnote", "link.no-such-place",
        "markdown.blank-in-address", "image.left-out", "markdown.uncomputed-value", "html.unclosed",
    ]

    @Test func `check and run report each loss, and the run continues`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook, to: "a.md")
        for command in ["check", "run"] {
            let outcome = try tool.run(command, "a.md")
            #expect(outcome.status == 0, "\(outcome.messages)")
            for id in Self.ids { #expect(outcome.messages.contains("[\(id)]"), "\(command) \(id)") }
            #expect(outcome.messages.contains("--> a.md:6:"))
        }
        let list = try tool.run("check", "--json", "a.md").output
        let found = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]] ?? []
        #expect(found.compactMap { $0["id"] as? String } == Self.ids)
        #expect(found.allSatisfy { $0["severity"] as? String == "warning" })
        #expect(try tool.run("check", "a.md").output == "a.md: 1 step, no mistakes, 9 warnings\n")
        let page = String(decoding: try tool.folder.data("Output/a.html"), as: UTF8.self)
        #expect(page.contains("9 places that this report leaves out, or shows as they are written"))
    }

    @Test(arguments: [
        ("old.ipynb", "{\"cells\": [], \"nbformat\": 4}", "jupyter nbconvert --to markdown old.ipynb"),
        ("old", " {\"metadata\": {}, \"nbformat\": 4, \"cells\": []}", "jupyter nbconvert"),
        ("a page.html", "<!DOCTYPE html><html><p>a</p></html>", "pandoc -f html -t markdown 'a page.html'"),
        ("script.py", "import numpy\n", "stepbook new"), ("data.csv", "a,b\n1,2\n", "stepbook new"),
        ("paper.pdf", "%PDF-1.4\n", "pdftotext"), ("a.docx", "PK\u{3}\u{4}abc", "pandoc"),
        ("a.json", "{\"schema\": 1, \"steps\": []}", "stepbook compare"),
    ])
    func `a file that is not a notebook is refused with a helpful command`(
        name: String, text: String, help: String
    ) throws {
        let tool = try BuiltTool()
        try tool.folder.write(text, to: name)
        for command in ["run", "check", "plan"] {
            let outcome = try tool.run(command, name)
            #expect(outcome.status == 64)
            #expect(
                outcome.messages.hasPrefix("error: '\(name)' is not a notebook but "), "\(outcome.messages)")
            #expect(outcome.messages.contains(help), "\(outcome.messages)")
        }
        #expect(tool.written.filter { $0.hasPrefix("Output") } == [])
    }

    @Test(arguments: [
        "$(touch pwned).ipynb", "`touch pwned`.html", "a';touch pwned;'.html", "-x & touch pwned.ipynb",
    ])
    func `a suggested command names a file of any name, and does nothing else`(name: String) throws {
        let tool = try BuiltTool()
        let isNotebook = name.hasSuffix("ipynb")
        try tool.folder.write(
            isNotebook ? "{\"cells\": [], \"nbformat\": 4}" : "<!DOCTYPE html><p>a</p>", to: name)
        let outcome = try tool.run("check", "./" + name)
        #expect(outcome.status == 64)
        let start = isNotebook ? "jupyter nbconvert " : "pandoc "
        let words = try #require(outcome.messages.split(separator: start).dropFirst().last)
        let arguments = try #require(words.split(separator: " makes Markdown").first)
        let told = try tool.run(
            list: ["-c", "printf '%s\\n' \(arguments)"], of: URL(filePath: "/bin/bash"))
        #expect(told.output.split(separator: "\n").contains { $0 == "./" + name }, "\(told.output)")
        #expect(!tool.written.contains("pwned"))
    }

    @Test(arguments: [
        ("a b.md", "write stepbook run 'a b.md'"), ("$(id).md", "write stepbook run '$(id).md'"),
        ("plain.md", "write 'stepbook run plain.md'"),
    ])
    func `a notebook without a command is answered with the one that runs it`(name: String, advice: String)
        throws
    {
        let outcome = try BuiltTool().run(name)
        #expect(outcome.status == 64)
        #expect(outcome.messages.contains(advice), "\(outcome.messages)")
    }

    @Test func `a report is refused, and the suggested command extracts its notebook`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md").status == 0)
        let outcome = try tool.run("run", "Output/small.html")
        #expect(outcome.status == 64)
        #expect(
            outcome.messages.contains(
                "'stepbook extract Output/small.html -o notebook.md' takes its notebook out"))
        #expect(try tool.run("extract", "Output/small.html", "-o", "notebook.md").status == 0)
        #expect(try tool.folder.data("notebook.md") == tool.folder.data("small.md"))
    }
}
