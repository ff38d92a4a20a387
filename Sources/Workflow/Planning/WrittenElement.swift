import Diagnostics

/// An element of an array where the notebook writes it, which may be another statement than the one that uses it.
struct WrittenElement {
    /// Where it is written.
    let range: SourceRange
    /// The name by which another statement uses it; `nil` if it is written where it is used.
    var use: SourceRange?
    let type: ValueType
    /// Its value, if it is already known.
    let constant: Value?
    /// The elements of the lists that it consists of, by parameter, if it is a description.
    var parts: [String: [WrittenElement]] = [:]

    /// Whether the array that is used has it of its own, by its name or not, rather than by the name of a list.
    var isWrittenInUse: Bool {
        if case .configuration = type { return true }
        return use == nil
    }

    /// The place of an element within the lists of this one, and of the name by which it is used, if it is written in
    /// another statement.
    ///
    /// A list whose elements are not known is left at the description that has it.
    func place(of way: [InnerElement]) -> (range: SourceRange, use: SourceRange?) {
        var (element, use) = (self, use)
        for step in way {
            guard let list = element.parts[step.parameter], list.indices.contains(step.element) else { break }
            element = list[step.element]
            use = use ?? element.use
        }
        return (element.range, use)
    }
}
