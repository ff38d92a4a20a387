extension Expression {
    /// Its subexpressions, in order.
    package var parts: [Expression] {
        switch kind {
        case .integer, .float, .string, .boolean, .nothing, .name, .implicitMember: []
        case .array(let elements): elements
        case .member(let whole, _): [whole]
        case .element(let array, let place): [array, place]
        case .call(_, let arguments): arguments.map(\.value)
        case .methodCall(let whole, _, let arguments): [whole] + arguments.map(\.value)
        case .prefix(_, let operand): [operand]
        case .infix(let first, _, let second): [first, second]
        }
    }
}
