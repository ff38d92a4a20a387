import Workflow

extension Value {
    /// The maximum number of an array's elements in a sentence.
    private static let mostElements = 100

    /// The value in a sentence: for a long array its first elements, and the number of further ones.
    var proseText: String {
        // Large numbers have the same format as in tables and charts.
        if case .float = self { return text.withPowerOfTen }
        guard case .array(let elements) = self else { return text }
        let first = elements.prefix(Self.mostElements).map(\.proseText).joined(separator: ", ")
        guard elements.count > Self.mostElements else { return "[\(first)]" }
        return "[\(first), … and \(NumberText.grouped(elements.count - Self.mostElements)) more]"
    }
}
