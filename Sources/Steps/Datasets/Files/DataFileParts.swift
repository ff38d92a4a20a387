/// Which files of a folder hold the images to train on, or all, and which those to test on.
package struct DataFileParts: Sendable {
    /// The files to train on, in the format's order.
    package let train: [String]
    /// The files to test on; `nil` where they are not told apart.
    package let test: [String]?

    /// Makes a pair of parts.
    package init(train: [String], test: [String]?) {
        self.train = train
        self.test = test
    }
}
