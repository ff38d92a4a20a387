/// Why a file cannot be read as an image; it reads on from the file's name: "is damaged: …".
package struct ImageFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words.
    package let description: String

    init(_ description: String) { self.description = description }
}
