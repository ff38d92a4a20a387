import Diagnostics

/// The link definitions, `[name]: address`, which are not shown themselves.
struct LinkDefinitions {
    /// A definition.
    private struct Definition {
        let label: String
        let address: MappedText
        let range: SourceRange
    }

    private var definitions: [Definition] = []

    /// The range of each address, and the set of names, for lookups in constant time.
    private var places: [String: SourceRange] = [:]
    private var labels: Set<String> = []
    private var lines: [Int: SourceRange] = [:]

    /// The names in brackets anywhere in the notebook, except in the definitions.
    private var usedLabels: Set<String> = []

    /// The longest name that is considered, in bytes.
    private static let longestLabel = 300

    /// Finds the definitions.
    ///
    /// - Parameter isCode: whether a line of the file, 1-based, belongs to code, HTML or a table.
    init(in notebook: NotebookText, isCode: (Int) -> Bool) {
        var mayBegin = true
        guard notebook.skippedLines < notebook.source.lineCount else { return }
        for number in notebook.skippedLines + 1...notebook.source.lineCount {
            let line = notebook.rangeOfLine(number)
            let definition =
                mayBegin && !isCode(number) ? Self.definition(line, in: notebook) : nil
            if let definition {
                add(definition)
                lines[number] = definition.range
            }
            readLabels(
                in: notebook.bytes[
                    (definition?.address.fileOffset(of: 0) ?? line.lowerBound)..<line.upperBound])
            // A definition does not interrupt a paragraph.
            let content = notebook.bytes[line].drop { $0.isBlank || $0 == UInt8(ascii: ">") }
            mayBegin =
                content.isEmpty || definition != nil || isCode(number) || content.first == UInt8(ascii: "#")
        }
    }

    /// The definition on a line of the file, 1-based; `nil` if there is none.
    func range(onLine number: Int) -> SourceRange? { lines[number] }

    /// The range of an address given by a definition.
    func place(of address: String) -> SourceRange? { places[address] }

    /// Whether there is a definition of a name.
    func defines(_ label: some Sequence<UInt8>) -> Bool {
        labels.contains(Self.normalized(Array(label)[...]))
    }

    private mutating func add(_ definition: Definition) {
        definitions.append(definition)
        labels.insert(definition.label)
        let address = definition.address.string
        if places[address] == nil { places[address] = definition.address.wholeRange }
    }

    /// Warnings of unused definitions, whose text vanishes.
    var diagnostics: [Diagnostic] {
        var seen: [String: SourceRange] = [:]
        return definitions.compactMap { definition in
            if let first = seen[definition.label] {
                return .twice(definition.label, at: definition.range, first: first)
            }
            seen[definition.label] = definition.range
            guard !usedLabels.contains(definition.label), !Self.isComment(definition) else { return nil }
            return .unused(definition.label, at: definition.range)
        }
    }

    /// Whether it is the usual form of a hidden comment: `[//]: # (remark)`.
    private static func isComment(_ definition: Definition) -> Bool {
        ["#", "<>"].contains(definition.address.string) || definition.label.hasPrefix("^")
            || !definition.label.contains(where: \.isLetter)
    }

    private static func definition(_ line: SourceRange, in notebook: NotebookText) -> Definition? {
        let content = notebook.bytes[line].drop { $0.isBlank || $0 == UInt8(ascii: ">") }
        guard content.first == UInt8(ascii: "["),
            let end = content.prefix(longestLabel).firstIndex(of: UInt8(ascii: "]")),
            end + 1 < content.endIndex,
            content[end + 1] == UInt8(ascii: ":"), CommonMarkDocument(Array(content)).nodes.count == 1
        else { return nil }
        let address = content[(end + 2)...].drop { $0.isBlank }.prefix { !$0.isBlank }
        return Definition(
            label: normalized(content[(content.startIndex + 1)..<end]),
            address: MappedText(address.startIndex..<address.endIndex, of: notebook.bytes),
            range: content.startIndex..<content.endIndex)
    }

    private mutating func readLabels(in line: ArraySlice<UInt8>) {
        var open: Int?
        for (place, byte) in zip(line.indices, line) {
            if byte == UInt8(ascii: "[") {
                open = place
            } else if byte == UInt8(ascii: "]"), let start = open {
                usedLabels.insert(Self.normalized(line[(start + 1)..<place]))
                open = nil
            }
        }
    }

    private static func normalized(_ label: ArraySlice<UInt8>) -> String {
        String(decoding: label, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }
}

extension Diagnostic {
    fileprivate static func unused(_ label: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "markdown.unused-definition",
            "this line only defines where '[\(label)]' leads, so it is not in the report",
            at: range,
            label: "no link uses it",
            notes: [Note("to show the line itself, begin it with '\\['")])
    }

    fileprivate static func twice(_ label: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "markdown.second-definition",
            "'[\(label)]' is already defined, so this line has no effect",
            at: range, notes: [Note("it is defined here first", at: first)])
    }
}
