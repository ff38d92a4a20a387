import Diagnostics

/// The definitions of links, `[name]: address`, which show nothing themselves.
struct LinkDefinitions {
    /// A definition.
    private struct Definition {
        let label: String
        let address: MappedText
        let range: SourceRange
    }

    private var definitions: [Definition] = []

    /// Where each address stands, and which names there are, so that asking takes no longer for many.
    private var places: [String: SourceRange] = [:]
    private var labels: Set<String> = []
    private var lines: [Int: SourceRange] = [:]

    /// The names in brackets anywhere in the notebook, but for those of the definitions themselves.
    private var usedLabels: Set<String> = []

    /// The longest name that is looked at, in bytes.
    private static let longestLabel = 300

    /// Looks for definitions.
    ///
    /// - Parameter isCode: whether a line of the file, 1-based, is code, HTML or a table's.
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

    /// The definition that stands on a line of the file, 1-based; `nil` where none does.
    func range(onLine number: Int) -> SourceRange? { lines[number] }

    /// Where an address stands that a definition gives.
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

    /// Warnings of the definitions that nothing uses: text that vanishes.
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

    /// Whether it is the usual way to hide a remark: `[//]: # (remark)`.
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
            "this line says where '[\(label)]' leads, and nothing else, so it is not in the report",
            at: range,
            label: "no link uses it",
            notes: [Note("for the words themselves write '\\[' at its beginning")])
    }

    fileprivate static func twice(_ label: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "markdown.second-definition",
            "'[\(label)]' leads elsewhere already, so this line does nothing",
            at: range, notes: [Note("it is said here first", at: first)])
    }
}
