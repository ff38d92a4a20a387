import Diagnostics

extension FrontMatterReader {
    /// Reads the value of a key.
    mutating func read(_ value: YAMLDocument.Node, for key: Key, at range: SourceRange) {
        if value.isMarked(in: bytes) {
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

    private mutating func readText(_ node: YAMLDocument.Node, for key: Key, at range: SourceRange) -> String?
    {
        guard let text = node.text else {
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
            guard let name = keyNode.text, Self.isName(name) else {
                report(.parameterName(keyNode.text ?? "", at: keyNode.range))
                continue
            }
            do throws(YAMLDocument.Node.Mistake) {
                let value = try valueNode.literal(of: name, keyRange: keyNode.range, in: bytes)
                frontMatter.params.append(
                    FrontMatter.Parameter(name: Name(text: name, range: keyNode.range), value: value))
            } catch {
                frontMatter.unreadParams.insert(name)
                let isComplete = frontMatter.isComplete
                report(error.diagnostic)
                frontMatter.isComplete = isComplete
            }
        }
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
}
