public import Diagnostics

/// A condition of `exclude`, which leaves out the settings that satisfy it: `params.learningRate > 0.01`.
public struct SweepCondition: Sendable, Hashable {
    /// The condition; its names are `params.NAME`.
    public let expression: Expression

    /// Its text.
    public let text: String

    /// Its range in the file, without quotation marks.
    public let range: SourceRange
}
