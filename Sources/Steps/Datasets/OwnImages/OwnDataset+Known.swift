import FoundationEssentials
import NeuralNet
import Workflow

extension OwnDataset {
    /// The facts that are found from names, labels and the images' size, before anything runs.
    struct Known {
        /// The facts of the images, without the number of training images.
        var facts: ImageFacts
        /// The number of training images of each class, or of all images.
        let classCounts: [Int]
        /// The number of test images; `nil` if there is no such division.
        let testCount: Int?
        /// The content of the stored images.
        private let found: ImageContent

        init(
            facts: ImageFacts, classCounts: [Int], testCount: Int?, dataFiles: String?, found: ImageContent
        ) {
            self.facts = facts
            self.dataFiles = dataFiles
            self.classCounts = classCounts
            self.testCount = testCount
            self.found = found
        }

        /// The content of the loaded images.
        func content(isInverted: Bool) -> ImageContent { isInverted ? .ink : found }

        /// The name of the files if they hold many images each; `nil` for image files.
        let dataFiles: String?

        /// Whether there is a division into training and test images.
        var hasTest: Bool { testCount != nil }

        /// The numbers of images.
        ///
        /// - Parameter split: the share of each class kept for testing, if there is no such division.
        func counts(split: Double?) -> ImageCounts {
            let all = classCounts.reduce(0, +)
            if let testCount { return ImageCounts(train: all, test: testCount) }
            let kept = classCounts.map { OwnDataset.keptCount(of: $0, by: split ?? 0) }.reduce(0, +)
            return ImageCounts(train: all - kept, test: kept)
        }
    }

    /// The message that images of another part, of a name, and training images have different shapes, `[C, H, W]`.
    static func differentSizes(_ part: String, _ test: Shape, train: Shape) -> String {
        let (own, other) = (test.dimensions, train.dimensions)
        return own[0] == other[0]
            ? "has \(part) images of \(own[2]) × \(own[1]) pixels, but of \(other[2]) × \(other[1]) to train on"
            : "has \(part) images of \(own[0]) channels, but of \(other[0]) to train on"
    }

    /// Finds the facts of a folder.
    ///
    /// - Parameters:
    ///   - form: the form in which image files are loaded.
    ///   - report: receives the progress.
    /// - Throws: ``ImageFaults`` if images are damaged or differ in size, ``DataFileProblem`` if it is not a data set.
    static func known(
        _ name: String, in readable: ReadableFiles, form: ImageForm,
        reportingTo report: (Progress) -> Void = { _ in }
    ) throws -> Known {
        let folder = try OwnFolder(name, in: readable, reportingTo: report)
        let layout = folder.layout
        var survey = InkSurvey()
        var imageShape = Shape([1, 0, 0])
        if case .images(let images) = layout.train {
            imageShape = try folder.imageShape(
                train: images.map(\.file),
                others: (layout.test?.files ?? []) + (layout.validation?.files ?? []), form: form, &survey,
                reportingTo: report)
        }
        let train = try folder.outline(of: layout.train, imageShape: imageShape)
        let test = try layout.test.map { try folder.outline(of: $0, imageShape: imageShape) }
        if let test, test.shape != train.shape {
            throw DataFileProblem(name, differentSizes("test", test.shape, train: train.shape))
        }
        let classes =
            layout.classes
            ?? train.labelCounts.indices.filter {
                train.labelCounts[$0] + (test?.labelCounts[$0] ?? 0) > 0
            }.map(String.init)
        var facts = ImageFacts(shape: train.shape, classes: classes, content: nil)
        facts.hasValidation = layout.validation != nil
        return Known(
            facts: facts,
            classCounts: train.labelCounts.filter { $0 > 0 }.sorted(),
            testCount: test?.labelCounts.reduce(0, +), dataFiles: layout.format?.name,
            found: layout.format?.content
                ?? survey.content(of: imageShape.dimensions[0] == 3 ? .colour : .grey)
        )
    }
}
