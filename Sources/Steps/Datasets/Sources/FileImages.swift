import FoundationEssentials
import Images
import NeuralNet
import Workflow

/// The images of a file of the user's own, with what is known of them before anything runs.
struct FileImages {
    private let train: LabelledSamples
    private let validation: LabelledSamples?
    private let test: LabelledSamples?
    /// The distinct labels of all parts, ascending.
    private let labels: [UInt8]
    /// The content of the images as they are.
    private let content: ImageContent

    /// Takes the parts of an archive of arrays.
    ///
    /// - Throws: ``DataFileProblem`` if their images differ in shape.
    init(_ arrays: ArrayImages, name: String) throws(DataFileProblem) {
        try self.init(train: arrays.train, validation: arrays.validation, test: arrays.test, name: name)
    }

    /// Takes the images of a table, which has no parts.
    init(_ images: LabelledSamples) {
        (train, validation, test) = (images, nil, nil)
        labels = Self.labels(of: [images])
        content = Self.content(of: images)
    }

    private init(
        train: LabelledSamples, validation: LabelledSamples?, test: LabelledSamples?, name: String
    ) throws(DataFileProblem) {
        for (part, others) in [(Dataset.validationName, validation), (ImageCounts.Part.test.rawValue, test)] {
            guard let others, others.shape != train.shape else { continue }
            throw DataFileProblem(
                name, OwnDataset.differentSizes(part, others.shape, train: train.shape))
        }
        // Without test images, those for validation stand for them, as in folders.
        (self.train, self.validation, self.test) = (
            train, test == nil ? nil : validation, test ?? validation
        )
        labels = Self.labels(of: [train, validation, test].compactMap(\.self))
        content = Self.content(of: train)
    }

    private static func labels(of parts: [LabelledSamples]) -> [UInt8] {
        Set(parts.flatMap { Set($0.labels) }).sorted()
    }

    /// Ink if most of the first images look like it, as in folders of image files; colours are a picture's.
    private static func content(of images: LabelledSamples) -> ImageContent {
        guard images.shape.dimensions[0] == 1 else { return .picture }
        let (height, width) = (images.shape.dimensions[1], images.shape.dimensions[2])
        var survey = InkSurvey()
        for index in 0..<images.labels.count where survey.isOpen {
            let start = images.samples.startIndex + index * images.shape.count
            survey.look(
                at: GreyImage(
                    width: width, height: height, samples: images.samples[start..<start + images.shape.count]),
                hadColours: false)
        }
        return survey.content
    }

    /// Why they cannot be inverted; `nil` if they can, or are not to be.
    func problem(isInverted: Bool) -> ArgumentProblem? {
        guard isInverted, train.shape.dimensions[0] != 1 else { return nil }
        return ArgumentProblem(
            id: "invert", "'invert: true' makes ink, which has no colours", label: "leave it out")
    }

    /// What is known of them.
    func known(isInverted: Bool) -> OwnDataset.Known {
        var counts = [Int](repeating: 0, count: OwnLayout.mostClasses)
        for label in train.labels { counts[Int(label)] += 1 }
        var facts = ImageFacts(
            shape: train.shape, classes: labels.map(String.init), content: isInverted ? .ink : content)
        facts.hasValidation = validation != nil
        return OwnDataset.Known(
            facts: facts, classCounts: counts.filter { $0 > 0 }.sorted(), testCount: test?.labels.count,
            dataFiles: nil, found: content)
    }

    /// Their parts, with each label's index among all in its place.
    func parts(isInverted: Bool) -> OwnParts {
        func images(_ samples: LabelledSamples) -> OwnImages {
            OwnImages(samples, classes: labels, isInverted: isInverted)
        }
        return OwnParts(
            train: images(train), validation: validation.map(images), test: test.map(images),
            classes: labels.map(String.init), content: isInverted ? .ink : content, areOfDataFiles: true)
    }
}
