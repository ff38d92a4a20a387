import Diagnostics
import Notebooks
import TestSupport
import Testing

struct NotebookTests {
    private let sample = """
        ---
        title: Digits
        author: [Ada, Emmy]
        params:
          epochs: 3
          rate: 1e-3
        ---
        # Reading `= params.epochs` digits

        Some *prose* with `code`,
        and `= percent(result.accuracy, 2)` in it.

        > - quoted
        >   ```swift-step
        >   let a = load("x")
        >   ```

        ```swift-step
        //| label: first
        //| caption: "A \\"b\\""

        let model = train(a.b, layers: [1, 2.5],)  // why
        plot(model)
        ```

        | a | b |
        |---|:-:|
        | `= a` | [x] |

        [x]: /url
        """

    @Test func `a sample notebook is read into a tree`() {
        let notebook = Notebook(parsing: SourceFile(name: "sample.md", text: sample))
        #expect(notebook.diagnostics == [])
        #expect(notebook.frontMatter.title == "Digits")
        #expect(notebook.frontMatter.authors == ["Ada", "Emmy"])
        #expect(
            NotebookDump(notebook).text == """
                heading 1 #reading-paramsepochs-digits @8:1-8:35 Reading params.epochs digits
                  text "Reading " @8:3-8:11
                  value 0 @8:11-8:28
                  text " digits" @8:28-8:35
                prose @10:1-11:43
                  paragraph @10:1-11:43
                    text "Some " @10:1-10:6
                    emphasis @10:6-10:13
                      text "prose" @10:7-10:12
                    text " with " @10:13-10:19
                    code "code" @10:20-10:24
                    text "," @10:25-10:26
                    softBreak @10:26-10:26
                    text "and " @11:1-11:5
                    value 1 @11:5-11:36
                    text " in it." @11:36-11:43
                prose @13:1-16:8
                  blockQuote @13:1-16:8
                    list, tight @13:3-16:8
                      item @13:3-16:8
                        paragraph @13:5-13:11
                          text "quoted" @13:5-13:11
                        cell 0 @14:5-16:8
                cell 1 @18:1-24:4 line 18
                  label first
                  caption A "b"
                  let model@22:5-22:10 @22:1-22:42
                    call train@22:13-22:18 @22:13-22:42
                      member b@22:21-22:22 @22:19-22:22
                        a @22:19-22:20
                      label layers @22:24-22:30
                      array @22:32-22:40
                        1 @22:33-22:34
                        2.5 @22:36-22:39
                  call @23:1-23:12
                    call plot@23:1-23:5 @23:1-23:12
                      model @23:6-23:11
                prose @26:1-28:16
                  table @26:1-28:16
                    tableHead @26:1-26:10
                      tableRow @26:1-26:10
                        header @26:3-26:4
                          text "a" @26:3-26:4
                        header, center @26:7-26:8
                          text "b" @26:7-26:8
                    tableBody @28:1-28:16
                      tableRow @28:1-28:16
                        cell @28:3-28:8
                          value 2 @28:3-28:8
                        cell, center @28:11-28:14
                          link /url @28:11-28:14
                            text "x" @28:12-28:13
                value 0 @8:14-8:27 params.epochs
                  member epochs@8:21-8:27 @8:14-8:27
                    params @8:14-8:20
                value 1 @11:8-11:35 percent(result.accuracy, 2)
                  call percent@11:8-11:15 @11:8-11:35
                    member accuracy@11:23-11:31 @11:16-11:31
                      result @11:16-11:22
                    2 @11:33-11:34
                value 2 @28:6-28:7 a
                  a @28:6-28:7
                """)
        #expect(
            notebook.cells[0].statements.first?.range
                == MarkedSource(sample.replacing("let a = load(\"x\")", with: "‹let a = load(\"x\")›"))
                .ranges[0])
        #expect(
            notebook.cells[1].spans.map(\.text).joined()
                == "let model = train(a.b, layers: [1, 2.5],)  // why\nplot(model)")
    }

    @Test func `a block keeps the text that it was read from`() {
        let text = "\n# Énd\n\n  a *b*\n  c\n\n> - d\n>\n>   e\n\n|f|\n|-|\n|g|\nh\n===\n"
        for text in [text, text.replacing("\n", with: "\r\n")] {
            let notebook = Notebook(parsing: SourceFile(name: "test.md", text: text))
            let bytes = Array(text.utf8)
            let blocks = notebook.blocks.map { block -> (source: Substring, range: SourceRange) in
                switch block {
                case .heading(let heading): (heading.source, heading.range)
                case .prose(let prose): (prose.source, prose.range)
                case .cell: ("", 0..<0)
                }
            }
            #expect(
                blocks.map { $0.source.replacing("\r\n", with: "\n") } == [
                    "# Énd", "  a *b*\n  c", "> - d\n>\n>   e", "|f|\n|-|\n|g|\nh\n===",
                ])
            #expect(blocks.allSatisfy { Array($0.source.utf8) == Array(bytes[$0.range]) })
        }
    }

    @Test func `the sample reads the same with other line ends`() {
        let lf = Notebook(parsing: SourceFile(name: "sample.md", text: sample))
        let crlf = Notebook(
            parsing: SourceFile(name: "sample.md", text: sample.replacing("\n", with: "\r\n")))
        #expect(crlf.diagnostics == [])
        #expect(NotebookDump(crlf).text.replacing("\\r\\n", with: "\\n") == NotebookDump(lf).text)
    }

    @Test func `a quote fifteen thousand levels deep is read`() {
        let text = String(repeating: "> ", count: 15_000) + "`= x`\n"
        let notebook = Notebook(parsing: SourceFile(name: "deep.md", text: text))
        #expect(notebook.computedValues.map(\.range) == [30_003..<30_004])
    }

    @Test func `an empty file is an empty notebook`() {
        let notebook = Notebook(parsing: SourceFile(name: "empty.md", text: ""))
        #expect(notebook.blocks == [])
        #expect(notebook.diagnostics == [])
    }
}
