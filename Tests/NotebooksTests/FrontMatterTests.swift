import Diagnostics
import Notebooks
import TestSupport
import Testing

struct FrontMatterTests {
    @Test func `all settings are read`() {
        let notebook = notebook(
            """
            title: "Digits: a start"
            author:
              - Ada
              - Emmy
            date: 2024-01-02
            description: >
              Two
              lines.
            params:
              epochs: 3
              rate: 1e-3
              name: "3"
              deep: true
              hex: 0x10
              plain: some text
            seed: 18446744073709551615
            toc: false
            """)
        #expect(notebook.diagnostics == [])
        let frontMatter = notebook.frontMatter
        #expect(frontMatter.title == "Digits: a start")
        #expect(frontMatter.authors == ["Ada", "Emmy"])
        #expect(frontMatter.date == "2024-01-02")
        #expect(frontMatter.description == "Two lines.\n" || frontMatter.description == "Two lines.")
        #expect(frontMatter.seed == .max)
        #expect(!frontMatter.toc)
        #expect(frontMatter.sweep == nil)
        #expect(frontMatter.isComplete)
        #expect(
            frontMatter.params.map { "\($0.name.text) \($0.value)" } == [
                "epochs integer(3)", "rate float(0.001)", "name string(\"3\")", "deep boolean(true)",
                "hex integer(16)", "plain string(\"some text\")",
            ])
        #expect(notebook.source.position(of: frontMatter.params[1].name.range.lowerBound).line == 12)
        #expect(notebook.source.position(of: frontMatter.params[1].name.range.lowerBound).column == 3)
    }

    @Test func `a sweep stands beside the other settings`() throws {
        let notebook = notebook(
            "sweep:\n  rate: [0.1, 0.2]\nrepeat: 3\ntitle: Rates\nparams: {rate: 0.1, epochs: 4}\nseed: 5")
        #expect(notebook.diagnostics == [])
        let frontMatter = notebook.frontMatter
        #expect(frontMatter.title == "Rates")
        #expect(frontMatter.seed == 5)
        #expect(frontMatter.params.map(\.name.text) == ["rate", "epochs"])
        #expect(frontMatter.isComplete)
        let sweep = try #require(frontMatter.sweep)
        #expect(sweep.axes.map(\.name.text) == ["rate"])
        #expect(sweep.repeats?.value == 3)
    }

    @Test func `all keys are known by name`() {
        #expect(
            FrontMatter.keys == [
                "title", "author", "date", "description", "params", "seed", "toc", "sweep", "repeat",
                "random", "zip", "exclude", "halve",
            ])
    }

    @Test(arguments: [
        "---\n---\n", "---\n...\ntext", "--- \n# comment\n---\t\n", "---\nparams:\n---", "text\n---\n",
    ])
    func `front matter may be empty`(text: String) {
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: text))
        #expect(notebook.diagnostics == [])
        #expect(notebook.frontMatter == FrontMatter())
    }

    @Test(arguments: [
        "\n‹---›\nseed: 3\n---\n", "\n‹---›\nrepeat: 3\n---\n", "<!-- by\nme -->\n\n‹---›\ntitle: x\n---\n",
        "# Title\n\n‹---›\n\nparams:\n  a: 1\n...\n",
        " \r\n‹---›\r\nseed: 3\r\n---\r\n",
    ])
    func `front matter that does not start in the first line is pointed out`(text: String) {
        let marked = MarkedSource(text)
        let notebook = Notebook(parsing: marked.source)
        marked.expect(
            notebook.diagnostics,
            ["front-matter.misplaced: front matter must start on the first line | move it up"])
        #expect(!notebook.frontMatter.isComplete)
    }

    @Test(arguments: [
        "# Title\n\n---\n\nText\n\n---\n", "Text\n\n---\nseed: 3\n---\n", "\n---\nseed: 3\n",
        "\n---\nSeed 3:\n---\n",
        "\n---\n", "<!--\n---\nseed: 3\n---\n",
    ])
    func `lines between other text are not front matter`(text: String) {
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: text))
        #expect(notebook.diagnostics.filter { $0.severity == .error } == [])
    }

    @Test(arguments: [
        ("‹titel›: x", "front-matter.unknown-key: unknown key 'titel' | did you mean 'title'?"),
        ("‹Seed›: 1", "front-matter.unknown-key: unknown key 'Seed' | did you mean 'seed'?"),
        ("‹zzz›: 1", "front-matter.unknown-key: unknown key 'zzz'"),
        ("seed: ‹many›", "front-matter.type: wrong type for 'seed' | expected an integer from 0"),
        ("seed: ‹-1›", "front-matter.type: wrong type for 'seed' | expected an integer from 0"),
        ("seed: ‹1.5›", "front-matter.type: wrong type for 'seed' | expected an integer from 0"),
        ("seed: ‹\"1\"›", "front-matter.type: wrong type for 'seed' | expected an integer from 0"),
        ("‹seed›:", "front-matter.type: wrong type for 'seed' | expected an integer from 0"),
        ("toc: ‹maybe›", "front-matter.type: wrong type for 'toc' | expected true or false"),
        ("toc: ‹yes›", "front-matter.type: wrong type for 'toc' | expected true or false"),
        ("‹title›: [a]", "front-matter.type: wrong type for 'title' | expected a text"),
        ("‹title›: {a: b}", "front-matter.type: wrong type for 'title' | expected a text"),
        ("‹date›: [1]", "front-matter.type: wrong type for 'date' | expected a text"),
        ("‹description›: ", "front-matter.type: wrong type for 'description' | expected a text"),
        (
            "‹author›: {a: b}",
            "front-matter.type: wrong type for 'author' | expected a text or a list of texts"
        ),
        (
            "params: ‹3›",
            "front-matter.type: wrong type for 'params' | expected lines 'name: value', indented"
        ),
        (
            "params:\n  ‹a-b›: 3",
            "front-matter.parameter-name: 'a-b' cannot be a parameter's name | expected letters, digits and '_', a letter first"
        ),
        (
            "params:\n  ‹in›: 3",
            "front-matter.parameter-name: 'in' is a Swift keyword and cannot be a parameter's name"
        ),
        (
            "params:\n  ‹a›: [3]",
            "front-matter.parameter-type: wrong type for the parameter 'a' | expected an integer, a float, a text, true or false"
        ),
        (
            "params:\n  ‹a›:",
            "front-matter.parameter-type: wrong type for the parameter 'a' | expected an integer, a float, a text, true or false"
        ),
        (
            "params:\n  a: ‹99999999999999999999›",
            "front-matter.number-range: the number '99999999999999999999' is out of range"
        ),
        ("params:\n  a: ‹1e999›", "front-matter.number-range: the number '1e999' is out of range"),
        ("params:\n  a: ‹.inf›", "front-matter.number-range: the number '.inf' is out of range"),
        (
            "seed: ‹99999999999999999999›",
            "front-matter.number-range: the number '99999999999999999999' is out of range"
        ),
        (
            "params:\n  a: ‹yes›",
            "front-matter.ambiguous: 'yes' means different things in different versions of YAML | write true, or \"yes\" for a text"
        ),
        (
            "params:\n  a: ‹off›",
            "front-matter.ambiguous: 'off' means different things in different versions of YAML | write false, or \"off\" for a text"
        ),
        (
            "params:\n  a: ‹012›",
            "front-matter.ambiguous: '012' means different things in different versions of YAML | write a number as digits without '_' and leading '0', or \"012\" for a text"
        ),
        (
            "params:\n  a: ‹1_000›",
            "front-matter.ambiguous: '1_000' means different things in different versions of YAML | write a number as digits without '_' and leading '0', or \"1_000\" for a text"
        ),
        (
            "params:\n  a: ‹y›",
            "front-matter.ambiguous: 'y' means different things in different versions of YAML | write true, or \"y\" for a text"
        ),
        (
            "params:\n  n: ‹N›",
            "front-matter.ambiguous: 'N' means different things in different versions of YAML | write false, or \"N\" for a text"
        ),
        (
            "params:\n  a: ‹12:30›",
            "front-matter.ambiguous: '12:30' means different things in different versions of YAML | write \"12:30\" for a text, or the number in decimal"
        ),
        (
            "params:\n  a: ‹0o7›",
            "front-matter.ambiguous: '0o7' means different things in different versions of YAML | write the number in decimal, or \"0o7\" for a text"
        ),
        (
            "params:\n  a: ‹0b1›",
            "front-matter.ambiguous: '0b1' means different things in different versions of YAML | write the number in decimal, or \"0b1\" for a text"
        ),
        ("repeat: ‹0›", "front-matter.type: wrong type for 'repeat' | expected a whole number from 1"),
        (
            "params:\n  rate: 1\nsweep:\n  rate: [1, ‹fast›]",
            "sweep.value-type: 'rate' takes a whole number, but 'fast' is not"
        ),
        ("‹repeats›: 2", "front-matter.unknown-key: unknown key 'repeats' | did you mean 'repeat'?"),
        ("repeat: 1\n‹repeat›: 2", "front-matter.duplicate-key: the key 'repeat' is given twice"),
        ("seed: 1\n‹seed›: 2", "front-matter.duplicate-key: the key 'seed' is given twice"),
        ("params:\n  a: 1\n  b: 2\n  ‹a›: 3", "front-matter.duplicate-key: the key 'a' is given twice"),
        (
            "title: &a x\nauthor: ‹*a›",
            "front-matter.alias: aliases are not part of front matter | write the value out"
        ),
        ("author: ‹›*a", "front-matter.alias: aliases are not part of front matter | write the value out"),
        ("title: ‹!!str x›", "front-matter.tag: tags and anchors are not part of front matter"),
        ("params:\n  a: ‹!x 1›", "front-matter.tag: tags and anchors are not part of front matter"),
        (
            "title: a‹›: b",
            "front-matter.syntax: the front matter is not valid YAML | write a text that has ': ' in it in quotes"
        ),
        ("‹just text›", "front-matter.not-keys: front matter consists of lines 'key: value'"),
    ])
    func `a wrong setting is reported at its place`(text: String, expected: String) {
        let marked = MarkedSource("---\n\(text)\n---\n# Heading\n")
        let notebook = Notebook(parsing: marked.source)
        marked.expect(notebook.diagnostics, [expected])
        #expect(notebook.blocks.count == 1)
    }

    @Test(
        arguments: [
            ("title: [a]\nparams:\n  a: 1", true, []), ("repeat: x\nparams:\n  a: 1", true, []),
            ("sweep:\n  b: [1]\nparams:\n  a: 1", true, []), ("seed: x\nparams:\n  a: 1", true, []),
            ("titel: x\nparams:\n  a: 1", true, []), ("params:\n  a: 1\n  b: yes", true, ["b"]),
            ("parms:\n  a: 1", false, []), ("params:\n  b-c: 1", false, []), ("title: a: b", false, []),
            ("params: 3", false, []), ("params:\n  a: 1\n  a: 2", false, []),
        ] as [(String, Bool, Set<String>)])
    func `only a mistake that may hide a parameter's name makes the parameters incomplete`(
        text: String, isComplete: Bool, unread: Set<String>
    ) {
        let source = SourceFile(name: "test.md", text: "---\n\(text)\n---\n")
        let notebook = Notebook(parsing: source)
        #expect(!notebook.diagnostics.isEmpty)
        #expect(notebook.frontMatter.isComplete == isComplete)
        #expect(notebook.frontMatter.unreadParams == unread)
    }

    @Test func `front matter that is not closed is an error`() {
        let marked = MarkedSource("‹---›\ntitle: x\n\n# Heading\n")
        marked.expect(
            Notebook(parsing: marked.source).diagnostics,
            ["front-matter.unclosed: the front matter is not closed | a second line '---' is missing"])
    }

    @Test func `front matter has a bounded size`() {
        let marked = MarkedSource("‹---›\ntitle: \(String(repeating: "x", count: 70_000))\n---\n")
        marked.expect(
            Notebook(parsing: marked.source).diagnostics,
            ["front-matter.size: the front matter is larger than 65536 bytes"])
    }

    @Test func `each wrong setting is reported`() {
        let marked = MarkedSource(
            "---\ntitle: x\n‹title›: y\n‹sed›: 1\ntoc: ‹3›\nparams:\n  a: 1\n  ‹a›: 2\n  b: ‹on›\n---\n")
        #expect(Notebook(parsing: marked.source).diagnostics.map(\.range) == marked.ranges)
    }

    @Test func `the same key in two mappings is not a duplicate`() {
        let marked = MarkedSource("---\nparams:\n  a: 1\n  ‹a›: 2\n‹author›:\n  a: 3\n---\n")
        #expect(Notebook(parsing: marked.source).diagnostics.map(\.range) == marked.ranges)
    }

    @Test func `aliases of aliases do not grow`() {
        var text = "---\nparams:\n  a0: &a0 [x, x]\n"
        for level in 1..<40 {
            text += "  a\(level): &a\(level) {? *a\(level - 1) : *a\(level - 1), ? [*a\(level - 1)] : 1}\n"
        }
        let notebook = Notebook(parsing: SourceFile(name: "bomb.md", text: text + "---\n"))
        #expect(notebook.diagnostics.map(\.id) == ["front-matter.alias"])
    }

    @Test func `deep nesting is an error, not a crash`() {
        for opening in ["[", "{a: ", "- ", "? "] {
            let text = "---\nparams: \n  " + String(repeating: opening, count: 12_000) + "\n---\n"
            #expect(!Notebook(parsing: SourceFile(name: "deep.md", text: text)).diagnostics.isEmpty)
        }
    }

    @Test func `a byte-order mark and CR LF change nothing`() {
        let notebook = Notebook(
            parsing: SourceFile(name: "test.md", text: "\u{FEFF}---\r\ntitle: x\r\n---\r\n# A\r\n"))
        #expect(notebook.diagnostics == [])
        #expect(notebook.frontMatter.title == "x")
        #expect(notebook.blocks.count == 1)
    }

    private func notebook(_ yaml: String) -> Notebook {
        Notebook(parsing: SourceFile(name: "test.md", text: "---\n\(yaml)\n---\n"))
    }
}
