/// A text that is a single expression of the step language, in words.
enum SingleExpression: String, Sendable {
    case computedValue = "a computed value"
    /// A condition in the front matter.
    case condition = "a condition"
}
