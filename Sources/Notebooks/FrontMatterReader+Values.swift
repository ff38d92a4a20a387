import Diagnostics

extension FrontMatterReader {
    /// Reads the value of a key.
    mutating func read(_ value: YAMLDocument.Node, for key: Key, at range: SourceRange) {
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

    /// The text of a non-empty scalar; `nil` for any other node.
    func text(of node: YAMLDocument.Node) -> String? {
        guard case .scalar(let text, let isPlain) = node.content, !isPlain || YAMLScalar(text) != .nothing
        else {
            return nil
        }
        return text
    }

    /// Whether a value is preceded by a tag or an anchor.
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
    fileprivate static func tag(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.tag", "tags and anchors are not part of front matter", at: range)
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
