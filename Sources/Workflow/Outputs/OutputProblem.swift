/// Why outputs cannot be written.
public struct OutputProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words, and what to do.
    public let description: String

    /// Whether the disk refused, which says nothing of the notebook.
    package let isOfDisk: Bool

    init(_ description: String, isOfDisk: Bool = false) {
        self.description = description
        self.isOfDisk = isOfDisk
    }
}
