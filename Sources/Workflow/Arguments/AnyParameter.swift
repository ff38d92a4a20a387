/// A parameter of a step, a constructor or a function, as the registry and diagnostics see it.
///
/// Created together with a ``Parameter`` by ``ParameterDeclarations``.
public struct AnyParameter: Sendable, Hashable {
    /// The name: the label in a call, unless the parameter is positional.
    public let name: String

    /// Whether a call gives it without a label.
    public let isPositional: Bool

    /// Its type.
    public let type: ValueType

    /// The default value; `nil` if a call must give one.
    public let defaultValue: Value?

    /// The range of its numbers; `nil` if any are allowed.
    public let limits: Limits?

    /// The unit of the number: `images`, `pixels`.
    public let unit: String?

    /// What it does, in a sentence.
    public let documentation: String

    /// Whether results depend on it; a caption, for example, changes none.
    public let affectsResult: Bool

    /// Whether a description leaves it out where it has its default value.
    ///
    /// So it is for a parameter of a constructor that had others before: results of earlier notebooks keep their keys.
    public let isOmittedAtDefault: Bool

    /// The purpose of the file or folder that it names; `nil` if it names none.
    public let path: PathUse?
}

/// The purpose of a file or folder whose path a call gives.
public enum PathUse: Sendable, Hashable {
    /// It is read, so it must exist before anything runs.
    case read
    /// It is written into the output folder, so no two calls can give the same one.
    case written
}
