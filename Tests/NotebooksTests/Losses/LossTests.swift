import Diagnostics
import Notebooks
import TestSupport
import Testing

/// Vanishing text other than HTML.
struct LossTests {
    @Test(arguments: [
        (
            "A ![sketch](‹my sketch.png›) and [it](‹my file.pdf›), f[i](a b).\n",
            [
                "warning markdown.blank-in-address: an address cannot contain a space, so this image is not shown | put it in angle brackets: '<my sketch.png>'",
                "warning markdown.blank-in-address: an address cannot contain a space, so this is not a link | put it in angle brackets: '<my file.pdf>'",
            ]
        ),
        (
            "‹![a][nowhere]› and ‹![b]› and ![c][d]\n\n[d]: data:image/png;base64,AA\n",
            [
                "warning markdown.undefined-image: this image has no address, so it is not shown | write '![what it shows](file.png)'",
                "warning markdown.undefined-image: this image has no address, so it is not shown | write '![what it shows](file.png)'",
            ]
        ),
        (
            "Words.\n\n‹[Note]: important›\n\n[used]: https://a.b\n[a][used] [//]: # (b)\n",
            [
                "warning markdown.unused-definition: this line only defines where '[note]' leads, so it is not in the report | no link uses it"
            ]
        ),
        (
            "[a]\n\n[a]: https://a.b\n‹[a]: https://c.d›\n",
            ["warning markdown.second-definition: '[a]' is already defined, so this line has no effect"]
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 | ‹3› | 4 |\n| 1 | 2 | |\n",
            ["warning table.surplus-cell: this cell is left out of the report | the table has 2 columns"]
        ),
        (
            "> | a | b | c |\n> ‹|---|---|›\n> | 1 | 2 |\n",
            [
                "warning table.columns: this is not a table, since its header has 3 cells and this line 2 | it is shown as it is written"
            ]
        ),
        (
            "|a|b|\n‹|:-:|›\n|c|d|\n",
            [
                "warning table.columns: this is not a table, since its header has 2 cells and this line 1 | it is shown as it is written"
            ]
        ),
        (
            "- a\n\n      ‹```swift-step›\n      f()\n      ```\n",
            [
                "warning cell.indented: this cell is shown, not run, since four blanks before it make it a listing | move it to the left"
            ]
        ),
        (
            "‹``swift-step›\nf()\n``\n",
            ["warning cell.short-fence: this is no cell, and is not run | a cell begins with three backticks"]
        ),
        (
            "```swift-step\n//| caption: It reaches ‹`= percent(a, 1)`›\nf(\"‹``=a``›\")\n```\n",
            [
                "warning markdown.uncomputed-value: a caption is shown as it is written, so this value is not computed | values are computed in the prose",
                "warning markdown.uncomputed-value: a text in a cell is shown as it is written, so this value is not computed | values are computed in the prose",
            ]
        ),
        (
            "---\ntitle: It reaches ‹`= a`›\n---\n",
            [
                "warning markdown.uncomputed-value: the front matter is shown as it is written, so this value is not computed | values are computed in the prose"
            ]
        ),
        (
            "[a](https://a.b \"‹`= x`›\")\n",
            [
                "warning markdown.uncomputed-value: a link's title is shown as it is written, so this value is not computed | values are computed in the prose"
            ]
        ),
        (
            "```swift-step\n‹// | caption: Loss›\n‹///| label: a›\n// caption of it: b\nf()\n```\n",
            [
                "warning cell.option-mark: this line is a comment, so it sets nothing | an option line begins with '//|'",
                "warning cell.option-mark: this line is a comment, so it sets nothing | an option line begins with '//|'",
            ]
        ),
    ])
    func `vanishing text is reported at its place`(text: String, words: [String]) {
        let marked = MarkedSource(text)
        marked.expect(Notebook(parsing: marked.source).diagnostics, words)
    }

    @Test func `captions keep every backslash but those before a quote and before themselves`() {
        func caption(_ text: String) -> String? {
            Notebook(
                parsing: SourceFile(name: "a.md", text: "```swift-step\n//| caption: \(text)\nf()\n```\n")
            )
            .cells.first?.options.caption
        }
        #expect(caption(#""\alpha in C:\data, \"so\" \\ \n""#) == #"\alpha in C:\data, "so" \ \n"#)
        #expect(caption(#"\alpha "so""#) == #"\alpha "so""#)
        #expect(caption(#"'it''s \alpha'"#) == #"it's \alpha"#)
        #expect(caption(#""a\\""#) == #"a\"#)
    }

    @Test func `the work grows no faster than the text`() {
        // Each begins a construct that never ends; ten times as many must take at most linear time.
        for piece in [
            "$a ", "[^", "~~a ", "`", "``a", "<!-", "[a](b c", "![a", "[[a", "==a", ":a", "{.a", "[a](<",
            "[a](b (", "[a](b \"", "| ", "[a]: b ", "<a ", "\\(",
            "{{ a", "{% a", "++a ", "[a][", "[a][b", "\\ref{", "| a |\n", "+-+\n", "*[a ", "`r (",
        ] {
            let text = String(repeating: piece, count: 20_000)
            let notebook = Notebook(parsing: SourceFile(name: "a.md", text: text))
            #expect(notebook.diagnostics.count < 20_001)
        }
    }
}
