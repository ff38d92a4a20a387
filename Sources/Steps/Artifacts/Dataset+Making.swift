import NeuralNet
public import Workflow

/// Making a data set in a custom step.
extension Dataset {
    /// Makes a data set from training and test images.
    ///
    /// - Throws: ``StepFailure`` if they differ in size, kind or classes.
    public init(checking train: Examples, _ test: Examples) throws {
        guard train.record.shape == test.record.shape, train.classes == test.classes,
            train.record.content == test.record.content
        else {
            throw StepFailure(
                "the training and the test images differ in size or classes")
        }
        self.init(train: train, test: test)
    }

    /// The facts of a data set that ``Step/plan(_:)`` returns, with which a notebook's layers are checked before
    /// anything runs.
    ///
    /// - Parameters:
    ///   - channels: 1 for grey, 3 for red, green and blue.
    ///   - height: the images' height in pixels.
    ///   - width: their width.
    ///   - classes: the names of the classes.
    ///   - trainingCount: the number of training images; `nil` if unknown.
    ///   - content: the meaning of 255: ink, or light, as in a photograph.
    public static func facts(
        channels: Int, height: Int, width: Int, classes: [String], trainingCount: Int? = nil,
        content: ImageContent = .ink
    ) -> Facts {
        let shape = Shape([channels, height, width].map { max(0, $0) })
        return Facts(
            ImageFacts(shape: shape, classes: classes, content: content, trainingCount: trainingCount))
    }
}
