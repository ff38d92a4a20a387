import Workflow

/// How many images a data set has to train and to test on.
package struct ImageCounts: Sendable, Hashable {
    /// Those to train on.
    package let train: Int
    /// Those to test on.
    package let test: Int

    /// Makes a pair of counts.
    package init(train: Int, test: Int) {
        self.train = train
        self.test = test
    }

    /// What is wrong with asking for so many images, in words; `nil` where there are as many.
    ///
    /// - Parameter label: `train` or `test`.
    func problem(with wanted: Int, _ label: String, of dataset: String) -> String? {
        let (count, part) = label == "train" ? (train, "training") : (test, "test")
        return wanted > count ? Self.problem(wanted, of: count, part, in: dataset) : nil
    }

    /// Says that there are too few images.
    ///
    /// - Parameter part: `training` or `test`.
    static func problem(_ wanted: Int, of count: Int, _ part: String, in dataset: String) -> String {
        let images = count == 1 ? "image" : "images"
        return
            "\(dataset) has \(NumberText.grouped(count)) \(part) \(images), not \(NumberText.grouped(wanted))"
    }
}
