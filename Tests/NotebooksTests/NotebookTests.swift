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
                  html "Reading "
                  value 0
                  html " digits"
                prose
                  html "<p>Some <em>prose</em> with <code>code</code>,\\nand "
                  value 1
                  html " in it.</p>\\n"
                prose
                  html "<blockquote>\\n<ul>\\n<li>quoted\\n"
                  cell 0
                  html "\\n</li>\\n</ul>\\n</blockquote>\\n"
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
                prose
                  html "<table>\\n<thead>\\n<tr>\\n<th>a</th>\\n<th class=\\"align-center\\">b</th>\\n</tr>\\n</thead>\\n\
                <tbody>\\n<tr>\\n<td>"
                  value 2
                  html "</td>\\n<td class=\\"align-center\\"><a href=\\"/url\\">x</a></td>\\n</tr>\\n</tbody>\\n\
                </table>\\n"
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
