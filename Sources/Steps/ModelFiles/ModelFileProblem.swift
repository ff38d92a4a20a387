/// Why a file cannot be read as a network.
package struct ModelFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The error message.
    package let description: String

    init(_ description: String) { self.description = description }

    /// The same problem, with what to do.
    func adding(_ advice: String) -> ModelFileProblem { ModelFileProblem(description + advice) }
}
