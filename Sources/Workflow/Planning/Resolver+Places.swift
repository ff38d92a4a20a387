import Diagnostics
import Notebooks

extension Resolver {
    /// The value of a name that is used at a place: its elements stay where they are written.
    mutating func used(_ bound: Resolved, at range: SourceRange) -> Resolved {
        var resolved = bound
        // Lists that share their elements are short in a notebook, but long to go through.
        elementsLeft -= resolved.elements.count
        if elementsLeft < 0 { resolved.elements = [] }
        for place in resolved.elements.indices { resolved.elements[place].use = range }
        return resolved
    }
}

extension Resolver.Resolved {
    /// Keeps for the uses of a name what is known of the places at which its value is written.
    ///
    /// - Parameter range: the place of the bound expression.
    mutating func keepPlaces(writtenAt range: SourceRange) {
        if constant == nil { elements = [] }
        if case .configuration = type { written = written ?? range }
    }

    /// The expression as an element of an array.
    ///
    /// - Parameter range: the element's place in the array.
    func element(at range: SourceRange) -> WrittenElement {
        WrittenElement(
            range: written ?? range, use: written == nil ? nil : range, type: type, constant: constant,
            parts: parts)
    }

    /// The elements of an array, each where it is written, or all at the array's place if that is not known.
    func elements(at range: SourceRange) -> [WrittenElement] {
        guard elements.isEmpty, case .array(let values)? = constant, case .array(let element) = type else {
            return elements
        }
        return values.map { WrittenElement(range: range, type: element, constant: $0) }
    }
}

extension Resolver.MatchedCall {
    /// The elements of the arguments that are lists, by parameter.
    var lists: [String: [WrittenElement]] {
        var lists: [String: [WrittenElement]] = [:]
        for argument in arguments where !argument.resolved.elements.isEmpty {
            lists[argument.parameter.name] = argument.resolved.elements
        }
        return lists
    }
}

extension Diagnostic {
    /// Notes on the name by which something is used that is written in another statement.
    static func notes(onUse range: SourceRange?) -> [Note] {
        range.map { [Note("it is used here", at: $0)] } ?? []
    }
}
