public import Diagnostics
package import Notebooks

/// A parameter's value given on the command line: `-P epochs=5`.
public struct ParameterOverride: Sendable, Hashable {
    /// The parameter's name.
    public let name: String
    /// The value's text.
    public let text: String

    /// Makes an override.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// Diagnostics of parameters given on the command line, with the arguments that they point into.
public struct ParameterOverrideProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The diagnostics, in the order of the arguments.
    public let diagnostics: [Diagnostic]

    /// The arguments as given: `-P epochs=5 -P width=8`.
    public let source: SourceFile

    /// The diagnostics' messages without positions.
    public var description: String { diagnostics.map(\.message).joined(separator: "; ") }
}

extension PlannedParameter {
    /// The parameters of a notebook with overrides applied; the default value determines the type.
    ///
    /// - Throws: ``ParameterOverrideProblem`` for every name that the notebook does not declare or that is given
    ///   twice, and every value of another type.
    package static func resolve(
        _ notebook: Notebook, overrides: [ParameterOverride]
    ) throws(ParameterOverrideProblem) -> [PlannedParameter] {
        let declared = notebook.frontMatter.params
        let types = Dictionary(declared.map { ($0.name.text, $0.value) }) { first, _ in first }
        let arguments = OverrideArguments(overrides)
        var diagnostics: [Diagnostic] = []
        var values: [String: Value] = [:]
        var firstPlaces: [String: SourceRange] = [:]
        for (override, place) in zip(overrides, arguments.places) {
            if let first = firstPlaces[override.name] {
                diagnostics.append(.givenTwice(override.name, at: place.name, first: first))
                continue
            }
            firstPlaces[override.name] = place.name
            guard let literal = types[override.name] else {
                // The notebook may declare it in a place that cannot be read; that is then the mistake to report.
                if notebook.frontMatter.isComplete, !notebook.frontMatter.unreadParams.contains(override.name)
                {
                    diagnostics.append(
                        .noSuchParameter(override.name, among: declared.map(\.name.text), at: place.name))
                }
                continue
            }
            guard let value = literal.value(of: override, at: place.text, &diagnostics) else { continue }
            values[override.name] = value
        }
        guard diagnostics.isEmpty else {
            throw ParameterOverrideProblem(diagnostics: diagnostics, source: arguments.source)
        }
        return declared.map { parameter in
            let declared = parameter.value.value
            let value = values[parameter.name.text] ?? declared
            return PlannedParameter(
                name: parameter.name.text, value: value, isOverridden: value != declared)
        }
    }
}

extension ParameterOverrideProblem {
    /// Warnings about parameters that the notebook never uses; `nil` if there are none.
    init?(unusedAmong overrides: [ParameterOverride], _ used: Set<String>) {
        let arguments = OverrideArguments(overrides)
        let diagnostics = zip(overrides, arguments.places).filter { !used.contains($0.0.name) }
            .map { Diagnostic.unused($0.name, at: $1.name) }
        guard !diagnostics.isEmpty else { return nil }
        self.init(diagnostics: diagnostics, source: arguments.source)
    }
}

extension FrontMatter.Literal {
    /// The literal as a value.
    var value: Value {
        switch self {
        case .integer(let number): .integer(number)
        case .float(let number): .float(number)
        case .string(let text): .string(text)
        case .boolean(let flag): .boolean(flag)
        }
    }

    /// The literal's type.
    var type: ValueType {
        switch self {
        case .integer: .integer
        case .float: .float
        case .string: .string
        case .boolean: .boolean
        }
    }

    /// The value that the command line gives a parameter, of the literal's type; reports a text that is none.
    func value(
        of override: ParameterOverride, at range: SourceRange, _ diagnostics: inout [Diagnostic]
    ) -> Value? {
        if let value = parse(override.text) { return value }
        diagnostics.append(
            isTooLarge(override.text) ? .tooLarge(override, at: range) : .wrongText(override, type, at: range)
        )
        return nil
    }

    private func parse(_ text: String) -> Value? {
        switch self {
        case .integer: Int(text).map(Value.integer)
        case .float: Double(text).flatMap { $0.isFinite ? .float($0) : nil }
        case .string: .string(text)
        case .boolean: Bool(text).map(Value.boolean)
        }
    }

    /// Whether a text is a number of the literal's kind that is too large.
    private func isTooLarge(_ text: String) -> Bool {
        let digits = text.utf8.drop { "+-".utf8.contains($0) }
        guard digits.count + 1 >= text.utf8.count, digits.first.map(Self.digits.contains) == true else {
            return false
        }
        return switch self {
        case .integer: Int(text) == nil && digits.allSatisfy(Self.digits.contains)
        case .float: Double(text).map { !$0.isFinite } ?? false
        case .string, .boolean: false
        }
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}

extension Diagnostic {
    static func noSuchParameter(
        _ name: String, among names: [String], at range: SourceRange
    ) -> Diagnostic {
        let prefix = "params."
        let bare = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        let near = names.contains(bare) ? bare : nearestName(to: bare, among: names)
        return Diagnostic(
            id: "params.unknown", "the notebook has no parameter '\(name)'", at: range,
            label: near.map { didYouMean($0) },
            notes: [
                Note(
                    names.isEmpty
                        ? "it declares none" : "its front matter declares \(names.listed)")
            ] + (FrontMatter.keys.contains(name) ? [Note(inFrontMatter(name))] : []))
    }

    private static func inFrontMatter(_ key: String) -> String {
        "'\(key)' stands in the front matter, on a line '\(key): …' of its own; '-P' changes what is under 'params'"
            + (key == "seed" ? ", and '--seed' the seed of one run" : "")
    }

    static func givenTwice(
        _ name: String, at range: SourceRange, first: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "params.given-twice", "'\(name)' is given twice", at: range, label: "leave one out",
            notes: [Note("it is given first here", at: first)])
    }

    fileprivate static func wrongText(
        _ override: ParameterOverride, _ type: ValueType, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "params.wrong-type", "'\(override.name)' takes \(type), but '\(override.text)' is not",
            at: range, label: type == .boolean ? truth(meantBy: override.text).map { "write '\($0)'" } : nil)
    }

    /// The word for what a text means elsewhere: `true` for `True`, `yes` and `1`.
    private static func truth(meantBy text: String) -> String? {
        switch text.lowercased() {
        case "true", "yes", "on", "1", "y", "t": "true"
        case "false", "no", "off", "0", "n", "f": "false"
        default: nil
        }
    }

    fileprivate static func tooLarge(_ override: ParameterOverride, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "params.too-large", "'\(override.text)' is too large for '\(override.name)'", at: range,
            label: override.text.contains(where: { !"+-0123456789".contains($0) })
                ? nil : "whole numbers go up to \(NumberText.grouped(.max))")
    }

    fileprivate static func unused(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "params.unused", "the notebook declares '\(name)' and never uses it", at: range,
            label: "this changes nothing", notes: [Note("a cell or the prose uses it as 'params.\(name)'")])
    }
}
