import Diagnostics
import Notebooks
import TestSupport
import Testing

/// Syntax of other Markdown dialects is reported once for each kind, at its first occurrence.
struct UnsupportedSyntaxTests {
    @Test(arguments: [
        ("It is ‹$a^2 + b^2$›, and $c$.\n\n$$d$$\n", "maths"), ("‹$x$›", "maths"),
        ("‹$\\alpha$›-stable", "maths"),
        ("‹$$›\nE = mc^2\n$$\n".replacing("‹$$›", with: "$$"), "maths"),
        ("So ‹\\(a^2\\)› and \\[b_1\\]", "maths"),
        ("> - a ‹$2x + 1 = y$›\n", "maths"), ("| a |\n|---|\n| ‹$x$› |\n", "maths"),
        ("# On ‹$n$› bits\n", "maths"),
        ("As shown.‹[^a]›\n\n[^a]: There.\n", "footnote"), ("As shown.‹[^1]›\n", "footnote"),
        ("So‹^[words]›\n", "footnote"),
        ("- ‹[ ]› one\n- [x] two\n", "task-list"), ("> 1. ‹[X]› one\n", "task-list"),
        ("This ‹~~holds~~› held.\n", "strikethrough"),
        ("> ‹[!NOTE]›\n> Words.\n", "alert"), ("> ‹[!warning]› Words.\n", "alert"), ("‹!!! note›\n", "alert"),
        ("Term\n‹: what it is›\n", "definition-list"), ("Term\n\n‹: what it is›\n", "definition-list"),
        ("As known ‹[@lecun98]›.\n", "citation"), ("As known ‹[see @lecun98, p. 3; @x]›.\n", "citation"),
        ("‹[-@a]›\n", "citation"),
        ("Well done ‹:tada:›\n", "emoji"), ("This is ‹==important==›.\n", "highlight"),
        ("‹::: note›\nWords.\n:::\n", "container"),
        ("# Results ‹{#results}›\n", "attributes"),
        ("![a](data:image/png;base64,AA)‹{.wide}›\n", "attributes"),
        ("‹[TOC]›\n", "contents"), ("H‹~2~›O\n".replacing("H‹~2~›", with: "H~2~"), "subscript"),
        ("‹[[Other page]]›\n", "wiki-link"),
        ("‹![[sketch.png]]›\n", "wiki-link"),
        ("See ‹https://example.org/a›.\n".replacing("a›.", with: "a›)"), "bare-address"),
        ("As in ‹@fig-loss›.\n", "cross-reference"),
        ("‹{{< include part.md >}}›\n", "shortcode"), ("a ‹{% include part.md %}› {{ b }}\n", "shortcode"),
        ("So ‹++new++›, and ++more++\n", "insertion"),
        ("> ‹*[HTML]: a language›\n", "abbreviation"),
        ("Words.\n\n‹\\newpage›\n", "latex-command"), ("See ‹\\ref{fig}›, \\cite{a}.\n", "latex-command"),
        ("It is ‹`r 1+1`› and `r nrow(x)`.\n", "foreign-value"), ("‹`{python} x`›\n", "foreign-value"),
        ("A ‹[link][nowhere]›, [b][].\n", "undefined-link"), ("- ‹[b][]›\n", "undefined-link"),
        ("‹+---+---+›\n| a | b |\n+---+---+\n", "grid-table"),
        ("‹| a | b |›\n| 1 | 2 |\n| 3 | 4 |\n", "bare-table"),
    ])
    func `each kind is reported at its first place`(text: String, kind: String) {
        let marked = MarkedSource(text)
        let found = Notebook(parsing: marked.source).diagnostics.filter { $0.id.hasPrefix("markdown.") }
        #expect(found.map(\.id) == ["markdown.\(kind)"])
        #expect(
            found.allSatisfy { $0.severity == .warning && $0.message.contains("is shown as it is written") })
        #expect(found.allSatisfy { !$0.notes.isEmpty })
        guard !marked.ranges.isEmpty else { return }
        #expect(found.map(\.range) == marked.ranges)
    }

    @Test(arguments: [
        "It costs $5, or $10 for two.", "From $5-$10, US$7/US$8.", "A $5 fee, a 6$ fee.",
        "$5 for this and 6$ for that.",
        "Set $HOME and $PATH, or $HOME/$USER.", "5$ or 6$", "Prices: $, $$ and $$$.",
        "The sign \\$x\\$ is a dollar.",
        "`$x$`", "    $x$", "$5 and $6 and $7.", "($3), ($4)", "**$5** and **$6**",
        "$1,000,000 to $2,000,000 a year",
    ])
    func `prices are not formulas`(text: String) {
        #expect(Notebook(parsing: SourceFile(name: "a.md", text: text)).diagnostics == [])
    }

    @Test(arguments: [
        "a ~ b, ~5 and ~6, x~y", "x^2 and y^3, 10^6", "a == b, and c == d", "12:30:45 and a::b",
        "The pattern [^a-z] here.",
        "me@example.org, [me@example.org](mailto:me@example.org)",
        "[words](https://example.org/~a/$x$ \"==t==\")",
        "<https://example.org>", "`[@a]` and `~~b~~`", "f(x)[0][1]", "[x]", "Note: this.", "a : b",
        "1. one\n2. two", "i++ and ++j", "`++a++` `{{ b }}` `\\ref{c}` `[d][e]`", "{{}} {%} {%}",
        "`r = 3`, `r squared`, `r`, `{r}`", "C:\\url\\{a} and a\\ref{b}", "x[i][j], f(x)[a][b], [1][2]",
        "[^a-z][^0-9]", "| one line |", "| a\n| b", "a | b\nc | d", "+ one\n+ two", "+1\n-1", "*[a]* b",
        "    | a | b |\n    | c | d |", "```\n++a++ {{< b >}} \\newpage\n```", "```{.python}\na\n```",
        "- [words](#a)\n\n# a", "\\[1\\] and \\(sic\\)", "{a, b} and {x}", "@you and a@b", "- [-] x", "!! x",
        "C++ and D--", "> [1] is a list", "[[1, 2], [3, 4]]", "a [b][1]\n\n[1]: https://example.org",
    ])
    func `ordinary prose has none of it`(text: String) {
        let found = Notebook(parsing: SourceFile(name: "a.md", text: text)).diagnostics
        #expect(found == [], "\(found.map(\.summary))")
    }

    @Test func `a cell of another language is reported once as not run`() {
        let marked = MarkedSource("> ‹```{r, echo=FALSE}›\n> 1\n> ```\n\n```{python}\n2\n```\n")
        let found = Notebook(parsing: marked.source).diagnostics
        marked.expect(
            found,
            [
                "warning markdown.foreign-cell: a cell of another language is shown, not run: reports do not know this syntax"
            ])
        #expect(
            found.first?.notes.map(\.message) == [
                "a cell is a block that begins with '```swift-step', and calls steps"
            ])
    }

    @Test func `all kinds in a notebook are reported once`() {
        let one =
            "$a^2$ [^a] ~~b~~ [@c] :tada: ==d== @fig-x [[E]] https://a.b\n\n- [ ] f\n\n> [!NOTE]\n\n::: g\n\n"
        let text = String(repeating: one, count: 50)
        let found = Notebook(parsing: SourceFile(name: "a.md", text: text)).diagnostics
        #expect(found.count == 12 && Set(found.map(\.id)).count == 12)
        #expect(found.allSatisfy { $0.range.upperBound <= one.utf8.count })
    }
}
