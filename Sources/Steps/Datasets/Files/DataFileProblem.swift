/// Why a data set's file cannot be used.
package struct DataFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file and what is wrong with it.
    package let description: String

    init(_ file: String, _ problem: String) { description = "'\(file)' \(problem)" }

    /// The problem of a data set without training images.
    static func onlyTestImages(of dataset: String) -> DataFileProblem {
        DataFileProblem(dataset, "has test images alone, and none to train on")
    }
}
