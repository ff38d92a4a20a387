/// The reason why outputs cannot be written.
public struct OutputProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The message: the problem and what to do.
    public let description: String

    /// Whether the disk refused, independently of the notebook.
    package let isOfDisk: Bool

    /// What to do about something in the way that is never replaced.
    static let way = "move it away, or name another folder with --output-dir"

    init(_ description: String, isOfDisk: Bool = false) {
        self.description = description
        self.isOfDisk = isOfDisk
    }
}
