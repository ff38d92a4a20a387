/// A parameter of a step, a constructor or a function, as the registry and messages know it.
///
/// Made along with a ``Parameter``, by ``ParameterDeclarations``.
public struct AnyParameter: Sendable, Hashable {
    /// The name: the label in a call, unless the parameter is positional.
    public let name: String

    /// Whether a call gives it without a label.
    public let isPositional: Bool

    /// What it takes.
    public let type: ValueType

    /// The value where a call gives none; `nil` where a call must.
    public let defaultValue: Value?

    /// The numbers it takes; `nil` for all.
    public let limits: Limits?

    /// The unit of the number: `images`, `pixels`.
    public let unit: String?

    /// What it does, in a sentence.
    public let documentation: String

    /// Whether results depend on it; a caption does not change one.
    public let affectsResult: Bool

    /// What the file or folder that it names is for; `nil` where it names none.
    public let path: PathUse?
}

/// What a file or folder is for whose path a call gives.
public enum PathUse: Sendable, Hashable {
    /// It is read, so it must be there before anything runs.
    case read
    /// It is written into the output folder, so no two calls can give the same one.
    case written
}
