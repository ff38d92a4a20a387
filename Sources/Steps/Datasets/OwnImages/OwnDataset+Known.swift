import FoundationEssentials
import NeuralNet
import Workflow

extension OwnDataset {
    /// What is known before anything runs but names, labels and the images' size.
    struct Known {
        /// What is known of the images; not how many there are to train on.
        var facts: ImageFacts
        /// How many images of each class there are to train on, or in all.
        let classCounts: [Int]
        /// How many there are to test on; `nil` where they are not told apart.
        let testCount: Int?
        /// What they stand for as they lie there.
        private let found: ImageContent

        fileprivate init(facts: ImageFacts, classCounts: [Int], testCount: Int?, found: ImageContent) {
            self.facts = facts
            self.classCounts = classCounts
            self.testCount = testCount
            self.found = found
        }

        /// What they stand for once they are loaded.
        func content(isInverted: Bool) -> ImageContent { isInverted ? .ink : found }

        /// Whether test images are told apart.
        var hasTest: Bool { testCount != nil }

        /// How many images there are.
        ///
        /// - Parameter split: the share of each class kept for testing, where they are not told apart.
        func counts(split: Double?) -> ImageCounts {
            let all = classCounts.reduce(0, +)
            if let testCount { return ImageCounts(train: all, test: testCount) }
            let kept = classCounts.map { OwnDataset.keptCount(of: $0, by: split ?? 0) }.reduce(0, +)
            return ImageCounts(train: all - kept, test: kept)
        }
    }

    /// That the images to test on have another shape than those to train on, `[C, H, W]`.
    static func differentSizes(test: Shape, train: Shape) -> String {
        let (own, other) = (test.dimensions, train.dimensions)
        return own[0] == other[0]
            ? "has test images of \(own[2]) × \(own[1]) pixels, but of \(other[2]) × \(other[1]) to train on"
            : "has test images of \(own[0]) channels, but of \(other[0]) to train on"
    }

    /// Finds out what is known of a folder.
    ///
    /// - Throws: ``ImageFaults`` where images are damaged or not of one size, ``DataFileProblem`` where it is no data set.
    static func known(_ name: String, in readable: ReadableFiles) throws -> Known {
        let folder = try OwnFolder(name, in: readable)
        let layout = folder.layout
        var survey = InkSurvey()
        var imageShape = Shape([1, 0, 0])
        if case .images(let images) = layout.train {
            let size = try folder.imageSize(
                train: images.map(\.file), test: layout.test?.files ?? [], &survey)
            imageShape = Shape([1, size.height, size.width])
        }
        let train = try folder.outline(of: layout.train, imageShape: imageShape)
        let test = try layout.test.map { try folder.outline(of: $0, imageShape: imageShape) }
        if let test, test.shape != train.shape {
            throw DataFileProblem(name, differentSizes(test: test.shape, train: train.shape))
        }
        let classes =
            layout.classes
            ?? train.labelCounts.indices.filter {
                train.labelCounts[$0] + (test?.labelCounts[$0] ?? 0) > 0
            }.map(String.init)
        return Known(
            facts: ImageFacts(loaded: train.shape, classes: classes, content: nil),
            classCounts: train.labelCounts.filter { $0 > 0 }.sorted(),
            testCount: test?.labelCounts.reduce(0, +), found: layout.format?.content ?? survey.content)
    }
}
