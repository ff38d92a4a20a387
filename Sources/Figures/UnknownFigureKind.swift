/// A figure of a kind that a program does not know, so that it can neither be stored nor read.
public struct UnknownFigureKind: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind's name.
    public let name: String

    /// Makes the error.
    public init(name: String) { self.name = name }

    /// The error message, with what the program's author has to do.
    public var description: String {
        "this program does not know figures of the kind '\(name)': register their type in the program, as in '.standard.adding([…], figures: […])'"
    }
}
