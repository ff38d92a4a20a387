import Diagnostics

extension YAMLDocument.Node {
    /// A mistake in a value, which the reader of the value reports.
    struct Mistake: Error {
        let diagnostic: Diagnostic
    }

    /// The text of a non-empty scalar; `nil` for any other node.
    var text: String? {
        guard case .scalar(let text, let isPlain) = content, !isPlain || YAMLScalar(text) != .nothing else {
            return nil
        }
        return text
    }

    /// Whether it is preceded by a tag or an anchor.
    func isMarked(in bytes: [UInt8]) -> Bool {
        guard range.lowerBound < bytes.count else { return false }
        return bytes[range.lowerBound] == UInt8(ascii: "!") || bytes[range.lowerBound] == UInt8(ascii: "&")
    }

    /// The value that it gives a parameter.
    ///
    /// - Parameters:
    ///   - name: the parameter's name.
    ///   - keyRange: the place to report if the value is empty.
    ///   - bytes: the file's bytes.
    func literal(
        of name: String, keyRange: SourceRange, in bytes: [UInt8]
    ) throws(Mistake) -> FrontMatter.Literal {
        let range = range.isEmpty ? keyRange : range
        if isMarked(in: bytes) { throw Mistake(diagnostic: .tag(at: range)) }
        guard case .scalar(let text, let isPlain) = content else {
            throw Mistake(diagnostic: .parameterType(name, at: range))
        }
        guard isPlain else { return .string(text) }
        switch YAMLScalar(text) {
        case .integer(let value): return .integer(value)
        case .float(let value): return .float(value)
        case .boolean(let value): return .boolean(value)
        case .text: return .string(text)
        case .nothing: throw Mistake(diagnostic: .parameterType(name, at: range))
        case .tooLarge: throw Mistake(diagnostic: .numberRange(text, at: range))
        case .ambiguous(let advice): throw Mistake(diagnostic: .ambiguous(text, advice, at: range))
        }
    }
}

extension Diagnostic {
    static func tag(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.tag", "tags and anchors are not part of front matter", at: range)
    }

    static func numberRange(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.number-range", "the number '\(text)' is out of range", at: range)
    }

    static func ambiguous(_ text: String, _ advice: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.ambiguous", "'\(text)' means different things in different versions of YAML",
            at: range, label: advice)
    }

    fileprivate static func parameterType(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.parameter-type", "wrong type for the parameter '\(name)'", at: range,
            label: "expected an integer, a float, a text, true or false")
    }
}
