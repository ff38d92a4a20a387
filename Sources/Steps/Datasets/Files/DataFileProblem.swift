/// Why a data set's file cannot be used.
package struct DataFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file and what is wrong with it.
    package let description: String

    init(_ file: String, _ problem: String) { description = "'\(file)' \(problem)" }
}
