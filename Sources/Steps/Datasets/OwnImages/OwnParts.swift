import FoundationEssentials
import Images
import Workflow

/// The parts of a data set of the user's own, as they were read.
struct OwnParts {
    /// The training images, or all.
    let train: OwnImages
    /// The validation images; `nil` if there are none.
    let validation: OwnImages?
    /// The test images; `nil` if there is no such division.
    let test: OwnImages?
    /// The names of the classes, by label.
    let classes: [String]
    /// The content of the images.
    let content: ImageContent
    /// Whether they are from files of many images, which have digits as MNIST has them.
    let areOfDataFiles: Bool

    /// All parts.
    var all: [OwnImages] { [train, validation, test].compactMap(\.self) }

    /// The data set, with a share of the training images kept for testing if there are no test images.
    ///
    /// - Throws: ``DataFileProblem`` if there are too few images for that.
    func dataset(named name: String, _ choices: OwnDataset.Choices) throws -> Dataset {
        var (train, test) = (train, test)
        if test == nil {
            let (kept, rest) = OwnDataset.split(train.labels, by: choices.split ?? 0, seed: choices.seed)
            guard !kept.isEmpty, !rest.isEmpty else {
                throw DataFileProblem(name, "has too few images to keep a share of them for testing")
            }
            test = train.taking(kept)
            train = train.taking(rest)
        }
        let frame = areOfDataFiles || content == .picture ? nil : train.frame
        let isFramed = content == .picture || (areOfDataFiles ? train.areFramed : frame != nil)
        func examples(_ images: OwnImages, _ part: String) -> Examples {
            Examples(
                record: Examples.Record(
                    dataset: name, part: part, shape: images.shape, classes: classes, normalization: nil,
                    content: content, isFramed: isFramed ? nil : false, digitSize: frame?.ownDigitSize),
                images: Blob(images.samples), labels: Blob(images.labels))
        }
        return Dataset(
            train: examples(train, ImageCounts.Part.training.rawValue),
            validation: validation.map { examples($0, Dataset.validationName) },
            test: examples(test ?? OwnImages(), ImageCounts.Part.test.rawValue))
    }
}
