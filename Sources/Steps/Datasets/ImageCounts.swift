import Workflow

/// The numbers of training and test images of a data set.
package struct ImageCounts: Sendable, Hashable {
    /// The number of training images.
    package let train: Int
    /// The number of test images.
    package let test: Int

    /// Makes a pair of counts.
    package init(train: Int, test: Int) {
        self.train = train
        self.test = test
    }

    /// The part of a data set, in words.
    enum Part: String {
        case training, test
    }

    /// Why this number of images cannot be taken, in words; `nil` if it can.
    func problem(with wanted: Int, _ part: Part, of dataset: String) -> String? {
        let count = part == .training ? train : test
        return wanted > count ? Self.problem(wanted, of: count, part, in: dataset) : nil
    }

    /// The message that there are too few images.
    static func problem(_ wanted: Int, of count: Int, _ part: Part, in dataset: String) -> String {
        let images = count == 1 ? "image" : "images"
        return
            "\(dataset) has \(NumberText.grouped(count)) \(part.rawValue) \(images), not \(NumberText.grouped(wanted))"
    }
}
