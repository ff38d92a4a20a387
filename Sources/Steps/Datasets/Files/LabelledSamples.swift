package import FoundationEssentials
package import NeuralNet

/// Images of one shape with a label each.
package struct LabelledSamples: Sendable {
    /// The shape of each, `[C, H, W]`.
    package let shape: Shape
    /// One byte per sample, `[N, C, H, W]`.
    package let samples: Data
    /// One byte per image, `[N]`.
    package let labels: Data

    /// Makes a set of images.
    package init(shape: Shape, samples: Data, labels: Data) {
        self.shape = shape
        self.samples = samples
        self.labels = labels
    }
}
