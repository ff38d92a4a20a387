/// A figure of a kind that a program does not know, which therefore can neither be kept nor read.
public struct UnknownFigureKind: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind's name.
    public let name: String

    /// Makes the error.
    public init(name: String) { self.name = name }

    /// What is wrong, and what the program's author has to do.
    public var description: String {
        "this program does not know figures of the kind '\(name)': their type has to be named where the program is put together, as in '.standard.adding([…], figures: […])'"
    }
}
