/// The files of a folder with the training images, or all, and those with the test images.
package struct DataFileParts: Sendable {
    /// The training files, in the format's order.
    package let train: [String]
    /// The test files; `nil` if there is no such division.
    package let test: [String]?

    /// Makes a pair of parts.
    package init(train: [String], test: [String]?) {
        self.train = train
        self.test = test
    }
}
