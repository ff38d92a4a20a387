import Diagnostics
import Notebooks
import TestSupport
import Testing

struct HeadingTests {
    @Test func `anchors are made as on GitHub`() {
        let text = """
            # Hello, World!
            ## Hello World
            # hello world-1
            # Hello World
            # ***
            # Größe & `code` [link](/x) 漢字_1
            # 🎉
            # section
            # A - B
            """
        #expect(
            anchors(text) == [
                "hello-world", "hello-world-1", "hello-world-1-1", "hello-world-2", "section",
                "größe--code-link-漢字_1", "section-1", "section-2", "a---b",
            ])
    }

    @Test func `an anchor is not a cell's label`() {
        #expect(anchors("# A\n\n```swift-step\n//| label: a\n```\n") == ["a-1"])
    }

    @Test func `only headings at the top level count`() {
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: "> # A\n\n- # B\n\n# C\n"))
        #expect(notebook.headings.map(\.plainText) == ["C"])
        #expect(notebook.shownNodes.filter { $0.kind == .heading(level: 1) }.count == 2)
    }

    @Test(arguments: [
        "‹# A›\ntext\n", "‹A\nB\n===›\ntext\n", "text\n\n‹A\n---›\n", "‹A\n---›", "- a\n\n‹## A ##›\n",
        "‹A\n===›\n---\n", "> q\n\n‹A\n  -›\n- b\n",
    ])
    func `a heading knows its lines`(text: String) {
        let marked = MarkedSource(text)
        #expect(Notebook(parsing: marked.source).headings.map(\.range) == marked.ranges)
    }

    @Test func `a heading's words are those that are read`() {
        let notebook = Notebook(
            parsing: SourceFile(name: "test.md", text: "A *b* &amp; `c` `= d`\ne ![f](/g) <b>h</b>\n===\n"))
        #expect(notebook.headings.map(\.plainText) == ["A b & c d e f h"])
        #expect(notebook.headings.map(\.level) == [1])
    }

    private func anchors(_ text: String) -> [String] {
        Notebook(parsing: SourceFile(name: "test.md", text: text)).headings.map(\.anchor)
    }
}

extension Notebook {
    fileprivate var headings: [Heading] {
        blocks.compactMap { if case .heading(let heading) = $0 { heading } else { nil } }
    }
}
