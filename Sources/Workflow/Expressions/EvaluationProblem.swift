/// Why an expression has no value.
public struct EvaluationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason, in words.
    public let description: String

    /// Makes a problem from its description.
    public init(description: String) { self.description = description }

    static func outOfRange(
        _ name: String, of callee: String, _ limits: Limits, _ number: Double
    ) -> EvaluationProblem {
        EvaluationProblem(
            description: "'\(name)' of '\(callee)' takes \(limits), but is \(NumberText.short(number))")
    }

    static func noElement(_ index: Int, of count: Int) -> EvaluationProblem {
        let rest =
            switch count {
            case 0: "which is empty"
            case 1: "whose only element is [0]"
            default: "whose elements are [0] to [\(count - 1)]"
            }
        return EvaluationProblem(description: "there is no element [\(index)] in an array \(rest)")
    }

    static let muchWork = EvaluationProblem(
        description:
            "the arrays that are compared or given to calls have more than \(NumberText.grouped(NameValues.mostElements)) elements in all"
    )

    static let longText = EvaluationProblem(
        description: "a text is put together that has more than \(NumberText.bytes(NameValues.longestText))")

    static let manyDescriptions = EvaluationProblem(
        description:
            "more than \(NumberText.grouped(Value.mostDescriptions)) layers or other descriptions are put together"
    )

    static let deepDescription = EvaluationProblem(
        description:
            "more than \(Value.deepestDescription) layers or other descriptions are put into one another")

    static let muchText = EvaluationProblem(
        description:
            "the texts that are put together have more than \(NumberText.bytes(NameValues.mostText)) in all"
    )

    static func overflow(_ operation: String) -> EvaluationProblem {
        EvaluationProblem(description: "the result of '\(operation)' is too large for a whole number")
    }
}
