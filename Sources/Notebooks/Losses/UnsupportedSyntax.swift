import Diagnostics

/// Syntax of other Markdown dialects that a report shows as written.
enum UnsupportedSyntax: String, CaseIterable {
    case maths, footnote, strikethrough, alert, citation, emoji, highlight, container, attributes, contents
    case taskList = "task-list"
    case definitionList = "definition-list"
    case script = "subscript"
    case wikiLink = "wiki-link"
    case bareAddress = "bare-address"
    case crossReference = "cross-reference"
    case shortcode, insertion, abbreviation
    case command = "latex-command"
    case foreignCell = "foreign-cell"
    case foreignValue = "foreign-value"
    case undefinedLink = "undefined-link"
    case gridTable = "grid-table"
    case bareTable = "bare-table"

    /// The name of the syntax, and what to write instead.
    private var words: (name: String, advice: String) {
        switch self {
        case .maths: ("a formula", "write it in words, or as code: `a = b + c`; a dollar sign is '\\$'")
        case .footnote: ("a footnote", "put it in parentheses, or under a heading at the end")
        case .strikethrough:
            ("text to be struck out", "leave it out, or say in words that it no longer holds")
        case .alert: ("a callout", "begin the paragraph with a word in bold: '**Note.**'")
        case .citation: ("a citation", "write a link: '[author year](#references)'")
        case .emoji: ("the name of a character", "put the character itself")
        case .highlight: ("text to be highlighted", "write it in bold: '**words**'")
        case .container: ("a block between colons", "give the part a heading, or begin its lines with '>'")
        case .attributes:
            ("a name or class in braces", "headings have their own names; a cell gets one with '//| label:'")
        case .contents:
            ("a list of contents", "the report has one beside the text; 'toc: true' in the front matter")
        case .taskList: ("a task list", "say in words what is done")
        case .definitionList: ("a definition", "write a list: '- **term**: what it is'")
        case .script: ("a subscript or superscript", "write it in words, or with a character such as '²'")
        case .wikiLink:
            (
                "a link in double brackets",
                "write '[words](address)', for an image '![what it shows](file.png)'"
            )
        case .bareAddress: ("an address that is not a link here", "put it in angle brackets: '<https://…>'")
        case .shortcode: ("an instruction in braces", "write what it would put here")
        case .insertion: ("text to be underlined", "write it in bold: '**words**'")
        case .abbreviation: ("an abbreviation's definition", "write it out where it stands first")
        case .command: ("a command of LaTeX", "leave it out, or write in Markdown what it does")
        case .foreignCell:
            (
                "a cell of another language",
                "a cell is a block that begins with '```\(FencedCell.language)', and calls steps"
            )
        case .foreignValue:
            ("a value of another language", "a computed value is an expression in backticks: `= expression`")
        case .undefinedLink:
            ("a link whose name is defined nowhere", "write '[words](address)', or a line '[name]: address'")
        case .gridTable:
            (
                "a table between lines of '+' and '-'",
                "put '|' between its cells, and '|---|---|' under its head alone"
            )
        case .bareTable:
            ("a table without a line of dashes", "put '|---|---|' under its head, a part for each column")
        case .crossReference: ("a reference by '@'", "give the cell '//| label: name' and write '[](#name)'")
        }
    }

    /// The warning of its first occurrence in a notebook.
    func warning(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "markdown.\(rawValue)",
            "\(words.name) is shown\(self == .foreignCell ? ", not run" : " as it is written"): reports do not know this syntax",
            at: range,
            notes: [.init(words.advice)])
    }
}
