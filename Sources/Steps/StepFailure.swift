/// Why a step cannot go on, in words for its reader.
package struct StepFailure: Error, CustomStringConvertible {
    /// What is the matter.
    package let description: String

    init(_ description: String) { self.description = description }
}
