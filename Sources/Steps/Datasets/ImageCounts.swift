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

    /// What images are for, in words.
    enum Part: String {
        case training, test
    }

    /// What is wrong with asking for so many images, in words; `nil` where there are as many.
    func problem(with wanted: Int, _ part: Part, of dataset: String) -> String? {
        let count = part == .training ? train : test
        return wanted > count ? Self.problem(wanted, of: count, part, in: dataset) : nil
    }

    /// Says that there are too few images.
    static func problem(_ wanted: Int, of count: Int, _ part: Part, in dataset: String) -> String {
        let images = count == 1 ? "image" : "images"
        return
            "\(dataset) has \(NumberText.grouped(count)) \(part.rawValue) \(images), not \(NumberText.grouped(wanted))"
    }
}
