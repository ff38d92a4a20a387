import FoundationEssentials
import NeuralNet
import Workflow

/// The images of a file of the user's own, with what is known of them before anything runs.
struct FileImages {
    private let train: LabelledSamples
    private let validation: LabelledSamples?
    private let test: LabelledSamples?
    /// The distinct labels of all parts, ascending.
    private let labels: [UInt8]
    /// The content of the images as they are: ink if most of the first look like it, as in folders of image files.
    private let content: ImageContent
    /// The name of the array whose images are for testing because there are no others; `nil` if there is none.
    private let testArray: String?

    /// Takes the parts of an archive of arrays.
    ///
    /// - Throws: ``DataFileProblem`` if their images differ in shape.
    init(_ arrays: ArrayImages, name: String) throws(DataFileProblem) {
        for (part, others) in [
            (Dataset.validationName, arrays.validation), (ImageCounts.Part.test.rawValue, arrays.test),
        ] {
            guard let others, others.shape != arrays.train.shape else { continue }
            throw DataFileProblem(
                name, OwnDataset.differentSizes(part, others.shape, train: arrays.train.shape))
        }
        // Without test images, those for validation stand for them, as in folders.
        (train, validation, test) = (
            arrays.train, arrays.test == nil ? nil : arrays.validation, arrays.test ?? arrays.validation
        )
        testArray = arrays.test == nil ? arrays.validationName : nil
        labels = Self.labels(of: [train, validation, test].compactMap(\.self))
        content = InkSurvey(of: train).content
    }

    /// Takes the images of a table, which has no parts.
    init(_ images: LabelledSamples) {
        (train, validation, test, testArray) = (images, nil, nil, nil)
        labels = Self.labels(of: [images])
        content = InkSurvey(of: images).content
    }

    private static func labels(of parts: [LabelledSamples]) -> [UInt8] {
        Set(parts.flatMap { Set($0.labels) }).sorted()
    }

    /// Why they cannot be inverted; `nil` if they can, or are not to be.
    func problem(isInverted: Bool) -> ArgumentProblem? {
        guard isInverted, train.shape.dimensions[0] != 1 else { return nil }
        return ArgumentProblem(
            id: "invert", "'invert: true' makes ink, which has no colours", label: "leave it out")
    }

    /// Notices on which images are used as test images, and on ink that is inverted.
    func notices(of name: String, isInverted: Bool) -> [Notice] {
        let stand = testArray.map { OwnDataset.noticeOnTestImages(of: name, from: $0) }
        let inversion = isInverted && content == .ink ? OwnDataset.noticeOnInvertedInk(of: name) : nil
        return [stand, inversion].compactMap(\.self)
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
