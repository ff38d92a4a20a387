import Diagnostics
package import Notebooks

/// A parameter's value as given on the command line: `-P epochs=5`.
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

/// Why an override cannot be used.
public struct ParameterOverrideProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what would be accepted.
    public let description: String
}

extension PlannedParameter {
    /// The parameters of a notebook with overrides applied; the notebook's value gives the type.
    ///
    /// - Throws: ``ParameterOverrideProblem`` for a name the notebook does not have, or a text of another type.
    package static func resolve(
        _ notebook: Notebook, overrides: [ParameterOverride]
    ) throws(ParameterOverrideProblem) -> [PlannedParameter] {
        let declared = notebook.frontMatter.params
        for override in overrides where !declared.contains(where: { $0.name.text == override.name }) {
            // The notebook may have it, but in a place that cannot be read, which is what to tell.
            guard notebook.frontMatter.isComplete,
                !notebook.frontMatter.unreadParams.contains(override.name)
            else { continue }
            let names = declared.map(\.name.text)
            let near = nearestName(to: override.name, among: names).map { "; did you mean '\($0)'?" }
            throw ParameterOverrideProblem(
                description: "the notebook has no parameter '\(override.name)'"
                    + (near
                        ?? (names.isEmpty
                            ? "; it declares none"
                            : "; it has \(names.map { "'\($0)'" }.joined(separator: ", "))"))
            )
        }
        return try declared.map { parameter throws(ParameterOverrideProblem) in
            guard let override = overrides.last(where: { $0.name == parameter.name.text }) else {
                return PlannedParameter(
                    name: parameter.name.text, value: parameter.value.value, isOverridden: false)
            }
            guard let value = parameter.value.parse(override.text) else {
                throw ParameterOverrideProblem(
                    description:
                        "'\(override.name)' takes \(parameter.value.type), but '\(override.text)' is not")
            }
            return PlannedParameter(name: override.name, value: value, isOverridden: true)
        }
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

    fileprivate func parse(_ text: String) -> Value? {
        switch self {
        case .integer: Int(text).map(Value.integer)
        case .float: Double(text).flatMap { $0.isFinite ? .float($0) : nil }
        case .string: .string(text)
        case .boolean: Bool(text).map(Value.boolean)
        }
    }
}
