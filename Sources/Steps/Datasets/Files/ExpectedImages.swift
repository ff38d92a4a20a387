package import NeuralNet

/// The expected shape and classes of a published data set.
package struct ExpectedImages: Sendable {
    /// The shape of each, `[C, H, W]`.
    package let shape: Shape
    /// The number of classes; labels are less than it.
    package let classes: Int

    /// Makes an expectation.
    package init(shape: Shape, classes: Int) {
        self.shape = shape
        self.classes = classes
    }
}
