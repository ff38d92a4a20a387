public import FoundationEssentials
import NeuralNet
import Workflow

/// Reading labelled images in a custom step.
extension Examples {
    /// The number of images.
    public var count: Int { labels.count }

    /// The names of the classes; a label is an index into them, 0-based.
    public var classes: [String] { record.classes }

    /// An image's channels: 1 for grey, 3 for colours.
    public var channels: Int { record.shape.dimensions[0] }

    /// An image's height in pixels.
    public var height: Int { record.shape.dimensions[1] }

    /// An image's width in pixels.
    public var width: Int { record.shape.dimensions[2] }

    /// The images as loaded, `[N, C, H, W]`, one byte per sample from 0, paper, to 255, ink: before normalization and
    /// augmentation.
    ///
    /// - Throws: `CacheDamage` if they are lost or damaged in the cache.
    public func pixelBytes() throws -> Data { try images.data() }

    /// The label of each image, `[N]`, one byte each.
    ///
    /// - Throws: `CacheDamage` if they are lost or damaged in the cache.
    public func labelBytes() throws -> Data { try labels.data() }
}
