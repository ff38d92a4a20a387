extension Expression {
    /// The text of a name, or of names with dots between them, such as `result.accuracy`; `nil` for anything else.
    package var dottedName: String? {
        switch kind {
        case .name(let text): text
        case .member(let whole, let member): whole.dottedName.map { "\($0).\(member.text)" }
        default: nil
        }
    }

    /// Whether it is the name `sweep`, by which prose quotes the notebook's sweep.
    package var isSweep: Bool { kind == .name("sweep") }
}
