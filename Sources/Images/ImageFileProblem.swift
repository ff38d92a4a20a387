/// Why a file cannot be read as an image, a phrase that follows the file's name: "is damaged: …".
package struct ImageFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The error message.
    package let description: String

    init(_ description: String) { self.description = description }
}
