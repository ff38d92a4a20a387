import Diagnostics
import Notebooks

/// A notebook as text, one line for each part, with its range.
struct NotebookDump {
    private let notebook: Notebook
    private var lines: [String] = []

    init(_ notebook: Notebook) {
        self.notebook = notebook
        for block in notebook.blocks { add(block) }
        for (index, value) in notebook.computedValues.enumerated() {
            lines.append("value \(index) @\(place(value.range)) \(value.text)")
            if let expression = value.expression { add(expression, 1) }
        }
    }

    var text: String { lines.joined(separator: "\n") }

    static func expression(_ text: String) -> String {
        let notebook = Notebook(
            parsing: SourceFile(name: "test", text: "```swift-step\nlet x = \(text)\n```\n"))
        guard let expression = notebook.cells.first?.statements.first?.expression else {
            return notebook.diagnostics.map(\.message).joined(separator: "; ")
        }
        return short(expression)
    }

    /// An expression with parentheses around everything.
    static func short(_ expression: Expression) -> String {
        switch expression.kind {
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .string(let value): value.debugDescription
        case .boolean(let value): "\(value)"
        case .nothing: "nil"
        case .array(let elements): "[" + elements.map { short($0) }.joined(separator: ", ") + "]"
        case .name(let name): name
        case .member(let base, let name): "\(short(base)).\(name.text)"
        case .element(let array, let place): "\(short(array))[\(short(place))]"
        case .implicitMember(let name): ".\(name.text)"
        case .call(let name, let arguments):
            name.text + "("
                + arguments.map { ($0.label.map { "\($0.text): " } ?? "") + short($0.value) }
                .joined(separator: ", ") + ")"
        case .methodCall(let whole, let name, let arguments):
            "\(short(whole)).\(name.text)("
                + arguments.map { ($0.label.map { "\($0.text): " } ?? "") + short($0.value) }
                .joined(separator: ", ") + ")"
        case .prefix(let prefix, let operand): "(\(prefix.rawValue)\(short(operand)))"
        case .infix(let left, let infix, let right): "(\(short(left)) \(infix.rawValue) \(short(right)))"
        }
    }

    private func place(_ range: SourceRange) -> String {
        let start = notebook.source.position(of: range.lowerBound)
        let end = notebook.source.position(of: range.upperBound)
        return "\(start.line):\(start.column)-\(end.line):\(end.column)"
    }

    private mutating func add(_ block: Block) {
        switch block {
        case .heading(let heading):
            lines.append(
                "heading \(heading.level) #\(heading.anchor) @\(place(heading.range)) \(heading.plainText)")
            add(heading.content)
        case .prose(let prose):
            lines.append("prose @\(place(prose.range))")
            add(prose.tree)
        case .cell(let index):
            add(notebook.cells[index])
        }
    }

    private mutating func add(_ tree: MarkdownTree) {
        var depth = 1
        for event in tree.events {
            switch event {
            case .enter(let node):
                let indentation = String(repeating: "  ", count: depth)
                lines.append("\(indentation)\(Self.short(node.kind)) @\(place(node.range))")
                depth += 1
            case .leave: depth -= 1
            }
        }
    }

    private static func short(_ kind: MarkdownNode.Kind) -> String {
        switch kind {
        case .list(let list):
            (list.start.map { "list from \($0)" } ?? "list") + (list.isTight ? ", tight" : "")
        case .heading(let level): "heading \(level)"
        case .codeBlock(let info, let text): "listing \(info.debugDescription) \(text.debugDescription)"
        case .htmlBlock(let text), .html(let text): "html \(text.debugDescription)"
        case .tableCell(let cell):
            (cell.isHeader ? "header" : "cell") + (cell.alignment.map { ", \($0)" } ?? "")
        case .cell(let index): "cell \(index)"
        case .text(let text): "text \(text.debugDescription)"
        case .code(let text): "code \(text.debugDescription)"
        case .link(let target): "link \(target.address)" + (target.title.map { " '\($0)'" } ?? "")
        case .image(let source): "image \(source.address)" + (source.title.map { " '\($0)'" } ?? "")
        case .value(let index): "value \(index)"
        default: "\(kind)"
        }
    }

    private mutating func add(_ cell: Cell) {
        lines.append("cell \(cell.index) @\(place(cell.range)) line \(cell.line)")
        if let label = cell.options.label { lines.append("  label \(label)") }
        if let caption = cell.options.caption { lines.append("  caption \(caption)") }
        for statement in cell.statements {
            let name = statement.name.map { "let \($0.text)@\(place($0.range))" } ?? "call"
            lines.append("  \(name) @\(place(statement.range))")
            add(statement.expression, 2)
        }
    }

    private mutating func add(_ expression: Expression, _ depth: Int) {
        let indentation = String(repeating: "  ", count: depth)
        func line(_ text: String) { lines.append("\(indentation)\(text) @\(place(expression.range))") }
        switch expression.kind {
        case .array(let elements):
            line("array")
            for element in elements { add(element, depth + 1) }
        case .member(let base, let name):
            line("member \(name.text)@\(place(name.range))")
            add(base, depth + 1)
        case .element(let array, let place):
            line("element")
            add(array, depth + 1)
            add(place, depth + 1)
        case .call(let name, let arguments):
            line("call \(name.text)@\(place(name.range))")
            for argument in arguments {
                if let label = argument.label {
                    lines.append("\(indentation)  label \(label.text) @\(place(label.range))")
                }
                add(argument.value, depth + 1)
            }
        case .methodCall(let whole, let name, let arguments):
            line("method call \(name.text)@\(place(name.range))")
            add(whole, depth + 1)
            for argument in arguments { add(argument.value, depth + 1) }
        case .prefix(let prefix, let operand):
            line("prefix \(prefix.rawValue)")
            add(operand, depth + 1)
        case .infix(let left, let infix, let right):
            line("infix \(infix.rawValue)")
            add(left, depth + 1)
            add(right, depth + 1)
        default:
            line(Self.short(expression))
        }
    }
}
