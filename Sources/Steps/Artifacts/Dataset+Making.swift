import NeuralNet
public import Workflow

/// A data set from a step of one's own.
extension Dataset {
    /// Makes a data set of images to train on and images to test on.
    ///
    /// - Throws: ``StepFailure`` where they are not of one size, kind and classes.
    public init(checking train: Examples, _ test: Examples) throws {
        guard train.record.shape == test.record.shape, train.classes == test.classes,
            train.record.content == test.record.content
        else {
            throw StepFailure(
                "the images to train on and those to test on are not of one size and one list of classes")
        }
        self.init(train: train, test: test)
    }

    /// What is known of a data set before it is made, for what ``Step/plan(_:)`` returns: with it a notebook's layers are
    /// checked before anything runs.
    ///
    /// - Parameters:
    ///   - channels: 1 for grey, 3 for red, green and blue.
    ///   - height: the images' height in pixels.
    ///   - width: their width.
    ///   - classes: the names of the classes.
    ///   - trainingCount: how many there are to train on; `nil` where that is not known.
    ///   - content: what 255 is: ink, or light, as in a photograph.
    public static func facts(
        channels: Int, height: Int, width: Int, classes: [String], trainingCount: Int? = nil,
        content: ImageContent = .ink
    ) -> Facts {
        let shape = Shape([channels, height, width].map { max(0, $0) })
        var images = ImageFacts(shape: shape, classes: classes.count, normalization: .unscaled)
        images.classNames = classes
        images.trainingCount = trainingCount
        images.content = content
        return Facts(images)
    }
}
