import Diagnostics
import Notebooks
import TestSupport
import Testing

struct FuzzTests {
    private static let samples = [
        """
        ---
        title: "Digits"
        author: [Ada, Emmy]
        params:
          epochs: 3
        seed: 7
        ---
        # Reading `= params.epochs`

        > - quoted `= f(
        >   1)`
        >   ```swift-step
        >   //| label: a
        >   let a = load("x", [1, -2.5e3, .none])
        >   ```

        Setext `= a.b`
        ===

        | a | `= b` |
        |---|:-:|
        | `= c \\|\\| d` | [x] ![y](z) <b> |

        [x]: /url "title"
        """,
        """
        ```swift-step
        //| caption: "A"
        let model = train(a.b, layers: [1, 2],) /* why */ // x
        plot(model); expect(a >= 0.98 && !b, "s\\u{1F389}")
        ```

        1. one `= x`
        \t2. two
        ~~~swift-step
        let b = (a
          + 1)
        ~~~
        a|b
        -|-
        漢|🎉 `= é`
        """,
    ]

    private static let pieces = [
        "\n", "\r", "\r\n", "\t", " ", "    ", "`", "``", "```", "```swift-step\n", "~~~", "> ", "- ", "1. ",
        "# ", "|",
        "|-|\n", "---\n", "...\n", "`= x`", "`=", "\\", "(", ")", "[", "]", "{", "}", "\"", "//| label: a\n",
        "/*", "*/",
        "let ", "=", ".", ",", ":", "&", "*", "<", ">", "!", "é", "漢", "🎉", "e\u{301}", "\u{0}", "\u{FEFF}",
        "\u{2028}",
        "&amp;", "[x]: /y\n", "<div>", "\u{A0}", "0x", "1e", "==-",
    ]

    @Test(arguments: 0..<8)
    func `whatever is parsed, nothing breaks and all ranges are in the file`(batch: Int) {
        var random = RandomSource(seed: UInt64(batch))
        for _ in 0..<Fuzzing.count(few: 400, batches: 8) {
            let text = Fuzzing.changed(
                Self.samples.randomElement(using: &random) ?? "", pieces: Self.pieces, &random)
            let source = SourceFile(name: "fuzz.md", text: text)
            let notebook = Notebook(parsing: source)
            check(notebook, text)
        }
    }

    private func check(_ notebook: Notebook, _ text: String) {
        let count = text.utf8.count
        let all = 0..<count
        func isInside(_ range: SourceRange) -> Bool {
            range.lowerBound >= 0 && range.upperBound <= all.upperBound
        }
        for diagnostic in notebook.diagnostics {
            #expect(isInside(diagnostic.range), "\(diagnostic) in \(text.debugDescription)")
            #expect(diagnostic.notes.allSatisfy { $0.range.map(isInside) ?? true })
            let formatted = DiagnosticFormatter(source: notebook.source).format(diagnostic)
            #expect(!formatted.isEmpty)
        }
        #expect(
            notebook.diagnostics.map(\.range.lowerBound)
                == notebook.diagnostics.map(\.range.lowerBound).sorted())
        #expect(notebook.cells.map(\.index) == Array(notebook.cells.indices))
        #expect(notebook.cells.allSatisfy { isInside($0.range) })
        #expect(notebook.cells.map(\.range.lowerBound) == notebook.cells.map(\.range.lowerBound).sorted())
        #expect(notebook.computedValues.allSatisfy { isInside($0.range) })

        // Each value and each cell is shown once.
        let bytes = Array(text.utf8)
        for value in notebook.computedValues where !value.text.contains(" ") && !value.text.contains("|") {
            let shown = String(decoding: bytes[value.range], as: UTF8.self)
            #expect(
                shown == value.text.replacing("?", with: shown.contains("\u{0}") ? "\u{0}" : "?"),
                "\(text.debugDescription)")
        }
        #expect(
            notebook.shownValues.sorted() == Array(notebook.computedValues.indices),
            "\(text.debugDescription)")
        #expect(notebook.shownCells == Array(notebook.cells.indices), "\(text.debugDescription)")
        for block in notebook.blocks {
            switch block {
            case .heading(let heading): check(heading.content, within: heading.range, text)
            case .prose(let prose): check(prose.tree, within: prose.range, text)
            case .cell: continue
            }
        }
        for statement in notebook.cells.flatMap(\.statements) where statement.name != nil {
            let shown = String(decoding: bytes[statement.range], as: UTF8.self)
            #expect(shown.hasPrefix("let"), "\(text.debugDescription)")
        }
    }

    /// Each node is inside its block, and nodes are left in the reverse order of entering.
    private func check(_ tree: MarkdownTree, within block: SourceRange, _ text: String) {
        var open: [MarkdownNode] = []
        var count = 0
        for event in tree.events {
            switch event {
            case .enter(let node):
                open.append(node)
                count += 1
                #expect(
                    node.range.lowerBound >= block.lowerBound && node.range.upperBound <= block.upperBound,
                    "\(node) in \(text.debugDescription)")
            case .leave(let node): #expect(open.popLast() == node)
            }
        }
        #expect(open.isEmpty)
        #expect(count == tree.nodes.count)
    }
}

extension Notebook {
    /// The indices of all cells that the blocks show, in order.
    fileprivate var shownCells: [Int] {
        shownNodes.compactMap { if case .cell(let index) = $0.kind { index } else { nil } }
    }
}
