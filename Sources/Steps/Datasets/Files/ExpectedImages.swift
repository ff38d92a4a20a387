package import NeuralNet

/// What the images of a published data set must be.
package struct ExpectedImages: Sendable {
    /// The shape of each, `[C, H, W]`.
    package let shape: Shape
    /// How many classes there are; a label is a number below.
    package let classes: Int

    /// Makes an expectation.
    package init(shape: Shape, classes: Int) {
        self.shape = shape
        self.classes = classes
    }
}
