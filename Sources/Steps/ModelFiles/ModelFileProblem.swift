/// Why a file cannot be read as a network.
package struct ModelFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words.
    package let description: String

    init(_ description: String) { self.description = description }
}
