import Diagnostics

/// Reads a notebook's settings out of YAML.
struct FrontMatterReader {
    fileprivate enum Key: String, CaseIterable {
        case title, author, date, description, params, seed, toc
    }

    /// The settings, as far as they could be read.
    private(set) var frontMatter = FrontMatter()

    /// What is wrong with them.
    private(set) var diagnostics: [Diagnostic] = []

    private let bytes: [UInt8]

    /// A size that no settings come near, in bytes.
    private static let sizeLimit = 65_536

    /// How often the YAML is parsed again without keys that are there twice.
    private static let attempts = 16

    /// Reads the settings between two marks.
    init(_ block: FrontMatterBlock, bytes: [UInt8]) {
        self.bytes = bytes
        guard block.isClosed else {
            report(.unclosed(at: block.opening))
            return
        }
        guard block.range.count <= Self.sizeLimit else {
            report(.tooLarge(limit: Self.sizeLimit, at: block.opening))
            return
        }
        if let alias = FrontMatterLines(bytes[block.range]).firstAlias {
            report(.alias(at: alias))
            return
        }
        guard let root = readYAML(block.range) else { return }
        read(root, at: block.opening)
    }

    /// Whether a line starts with the key of a setting.
    static func givesSetting(_ line: Substring) -> Bool {
        guard let colon = line.firstIndex(of: ":") else { return false }
        return Key(rawValue: String(line[..<colon])) != nil
    }

    /// Reports what may hide a parameter.
    private mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
        frontMatter.isComplete = false
    }

    /// Parses the YAML, again without the keys that are there twice, which Yams takes for the end of it.
    private mutating func readYAML(_ range: SourceRange) -> YAMLDocument.Node? {
        var lines = FrontMatterLines(bytes[range])
        // Each time another mapping can have keys twice; after a few of them it is clear what is to be mended.
        for _ in 0..<Self.attempts {
            do throws(YAMLDocument.Failure) {
                return try YAMLDocument(lines.bytes, at: range.lowerBound, depth: 2).root
            } catch {
                switch error {
                case .syntax(let problem, let range):
                    report(.syntax(problem, at: range))
                    return nil
                case .alias(let range):
                    report(.alias(at: range))
                    return nil
                case .duplicateKeys(let keys, let range):
                    let duplicates = lines.removeDuplicates(of: keys)
                    for duplicate in duplicates {
                        report(.duplicateKey(duplicate.key, at: duplicate.range, first: duplicate.first))
                    }
                    guard duplicates.isEmpty else { continue }
                    report(.duplicateKey(keys.first ?? "", at: range, first: nil))
                    return nil
                }
            }
        }
        return nil
    }

    private mutating func read(_ root: YAMLDocument.Node, at opening: SourceRange) {
        if case .scalar(let text, isPlain: true) = root.content, YAMLScalar(text) == .nothing { return }
        guard case .mapping(let pairs) = root.content else {
            report(.notKeys(at: root.range.isEmpty ? opening : root.range))
            return
        }
        for (keyNode, value) in pairs {
            guard let name = text(of: keyNode) else {
                report(.notKeys(at: keyNode.range))
                continue
            }
            guard let key = Key(rawValue: name) else {
                let isComplete = frontMatter.isComplete
                report(.unknownKey(name, known: Key.allCases.map(\.rawValue), at: keyNode.range))
                // A misspelled 'params', perhaps: nothing else holds keys of its own.
                if case .mapping = value.content { continue }
                frontMatter.isComplete = isComplete
                continue
            }
            let isComplete = frontMatter.isComplete
            read(value, for: key, at: value.range.isEmpty ? keyNode.range : value.range)
            if key != .params { frontMatter.isComplete = isComplete }
        }
    }

    private mutating func read(_ value: YAMLDocument.Node, for key: Key, at range: SourceRange) {
        if isMarked(value) {
            report(.tag(at: value.range))
            return
        }
        switch key {
        case .title: frontMatter.title = readText(value, for: key, at: range)
        case .date: frontMatter.date = readText(value, for: key, at: range)
        case .description: frontMatter.description = readText(value, for: key, at: range)
        case .author: readAuthors(value, at: range)
        case .params: readParameters(value, at: range)
        case .seed: readSeed(value, at: range)
        case .toc:
            guard case .scalar(let text, isPlain: true) = value.content,
                case .boolean(let toc) = YAMLScalar(text)
            else { return report(.wrongType(key, at: range)) }
            frontMatter.toc = toc
        }
    }
}

// MARK: Values

extension FrontMatterReader {
    /// The text of a scalar that is not empty; `nil` where it is none.
    private func text(of node: YAMLDocument.Node) -> String? {
        guard case .scalar(let text, let isPlain) = node.content, !isPlain || YAMLScalar(text) != .nothing
        else {
            return nil
        }
        return text
    }

    /// Whether a value has a tag or an anchor before it.
    private func isMarked(_ node: YAMLDocument.Node) -> Bool {
        guard node.range.lowerBound < bytes.count else { return false }
        let byte = bytes[node.range.lowerBound]
        return byte == UInt8(ascii: "!") || byte == UInt8(ascii: "&")
    }

    private mutating func readText(_ node: YAMLDocument.Node, for key: Key, at range: SourceRange) -> String?
    {
        guard let text = text(of: node) else {
            report(.wrongType(key, at: range))
            return nil
        }
        return text
    }

    private mutating func readAuthors(_ node: YAMLDocument.Node, at range: SourceRange) {
        guard case .sequence(let elements) = node.content else {
            if let author = readText(node, for: .author, at: range) { frontMatter.authors = [author] }
            return
        }
        for element in elements {
            if let author = readText(element, for: .author, at: element.range) {
                frontMatter.authors.append(author)
            }
        }
    }

    private mutating func readSeed(_ node: YAMLDocument.Node, at range: SourceRange) {
        guard case .scalar(let text, isPlain: true) = node.content else {
            return report(.wrongType(.seed, at: range))
        }
        switch YAMLScalar(text) {
        case .integer(let value) where value >= 0:
            frontMatter.seed = UInt64(value)
        case .ambiguous(let advice):
            report(.ambiguous(text, advice, at: range))
        case .tooLarge where UInt64(text) != nil:
            frontMatter.seed = UInt64(text) ?? 0
        case .tooLarge:
            report(.numberRange(text, at: range))
        default:
            report(.wrongType(.seed, at: range))
        }
    }

    private mutating func readParameters(_ node: YAMLDocument.Node, at range: SourceRange) {
        if case .scalar("", isPlain: true) = node.content { return }
        guard case .mapping(let pairs) = node.content else { return report(.wrongType(.params, at: range)) }
        for (keyNode, valueNode) in pairs {
            guard let name = text(of: keyNode), Self.isName(name) else {
                report(.parameterName(text(of: keyNode) ?? "", at: keyNode.range))
                continue
            }
            let isComplete = frontMatter.isComplete
            guard let value = literal(valueNode, of: name, keyRange: keyNode.range) else {
                frontMatter.unreadParams.insert(name)
                frontMatter.isComplete = isComplete
                continue
            }
            frontMatter.params.append(
                FrontMatter.Parameter(name: Name(text: name, range: keyNode.range), value: value))
        }
    }

    private mutating func literal(
        _ node: YAMLDocument.Node, of name: String, keyRange: SourceRange
    ) -> FrontMatter.Literal? {
        let range = node.range.isEmpty ? keyRange : node.range
        if isMarked(node) {
            report(.tag(at: range))
            return nil
        }
        guard case .scalar(let text, let isPlain) = node.content else {
            report(.parameterType(name, at: range))
            return nil
        }
        guard isPlain else { return .string(text) }
        switch YAMLScalar(text) {
        case .integer(let value): return .integer(value)
        case .float(let value): return .float(value)
        case .boolean(let value): return .boolean(value)
        case .text: return .string(text)
        case .nothing: report(.parameterType(name, at: range))
        case .tooLarge: report(.numberRange(text, at: range))
        case .ambiguous(let advice): report(.ambiguous(text, advice, at: range))
        }
        return nil
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.startsIdentifier else { return false }
        return text.unicodeScalars.allSatisfy(\.continuesIdentifier) && Keyword(rawValue: text) == nil
    }
}

extension FrontMatterReader.Key {
    fileprivate var expectation: String {
        switch self {
        case .title, .date, .description: "a text"
        case .author: "a text or a list of texts"
        case .params: "lines 'name: value', indented"
        case .seed: "an integer from 0"
        case .toc: "true or false"
        }
    }
}

extension Diagnostic {
    fileprivate static func unclosed(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.unclosed", "the front matter is not closed", at: range,
            label: "a second line '---' is missing")
    }

    fileprivate static func tooLarge(limit: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.size", "the front matter is larger than \(limit) bytes", at: range)
    }

    fileprivate static func alias(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.alias", "aliases are not part of front matter", at: range,
            label: "write the value out")
    }

    fileprivate static func tag(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.tag", "tags and anchors are not part of front matter", at: range)
    }

    fileprivate static func syntax(_ problem: String, at range: SourceRange) -> Diagnostic {
        // What comes of a title such as 'Digits: an experiment'.
        let isSecondColon = problem == "mapping values are not allowed in this context"
        return Diagnostic(
            id: "front-matter.syntax", "the front matter is not valid YAML", at: range,
            label: isSecondColon ? "write a text that has ': ' in it in quotes" : problem)
    }

    fileprivate static func duplicateKey(
        _ key: String, at range: SourceRange, first: SourceRange?
    ) -> Diagnostic {
        Diagnostic(
            id: "front-matter.duplicate-key", "the key '\(key)' is given twice", at: range,
            notes: first.map { [Note("it is given here first", at: $0)] } ?? [])
    }

    fileprivate static func notKeys(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.not-keys", "front matter consists of lines 'key: value'", at: range)
    }

    fileprivate static func unknownKey(_ key: String, known: [String], at range: SourceRange) -> Diagnostic {
        let nearest = nearestName(to: key, among: known)
        return Diagnostic(
            id: "front-matter.unknown-key", "unknown key '\(key)'", at: range,
            label: nearest.map { "did you mean '\($0)'?" },
            notes: [Note("there are " + known.joined(separator: ", "))], replacement: nearest)
    }

    fileprivate static func wrongType(_ key: FrontMatterReader.Key, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.type", "wrong type for '\(key.rawValue)'", at: range,
            label: "expected \(key.expectation)")
    }

    fileprivate static func parameterName(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.parameter-name",
            Keyword(rawValue: name) != nil
                ? "'\(name)' is a Swift keyword and cannot be a parameter's name"
                : "'\(name)' cannot be a parameter's name",
            at: range,
            label: Keyword(rawValue: name) != nil
                ? nil : "expected letters, digits and '_', a letter first")
    }

    fileprivate static func parameterType(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.parameter-type", "wrong type for the parameter '\(name)'", at: range,
            label: "expected an integer, a float, a text, true or false")
    }

    fileprivate static func numberRange(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.number-range", "the number '\(text)' is out of range", at: range)
    }

    fileprivate static func ambiguous(_ text: String, _ advice: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.ambiguous", "'\(text)' means different things in different versions of YAML",
            at: range, label: advice)
    }
}
