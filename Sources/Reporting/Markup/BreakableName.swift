/// A name that is broken between its words where there is no room for the whole: `result.accuracy`, `sweet_pepper`,
/// `validationLoss`.
struct BreakableName {
    private let parts: [Substring]

    /// Finds the words of a name.
    ///
    /// - Parameter breaksAtDots: whether a dot separates words; in a file's name it does not.
    init(_ name: String, breaksAtDots: Bool = false) {
        var parts: [Substring] = []
        var start = name.startIndex
        for (place, next) in zip(name.indices, name.indices.dropFirst()) {
            let (last, first) = (name[place], name[next])
            // A dot before a digit is in a number.
            let isAfterSign = last == "_" ? first != "_" : breaksAtDots && last == "." && first.isLetter
            guard isAfterSign || last.isLowercase && first.isUppercase else { continue }
            parts.append(name[start..<next])
            start = next
        }
        parts.append(name[start...])
        self.parts = parts
    }

    @NodeBuilder var nodes: [Node] {
        for (index, part) in parts.enumerated() {
            if index > 0 { Element(.wbr) }
            String(part)
        }
    }
}
