public import FoundationEssentials
import NeuralNet
import Workflow

/// What a step of one's own can know of labelled images.
extension Examples {
    /// The number of images.
    public var count: Int { labels.count }

    /// The names of the classes; a label is a place among them, from 0.
    public var classes: [String] { record.classes }

    /// An image's channels: 1 for grey, 3 for colours.
    public var channels: Int { record.shape.dimensions[0] }

    /// An image's height in pixels.
    public var height: Int { record.shape.dimensions[1] }

    /// An image's width in pixels.
    public var width: Int { record.shape.dimensions[2] }

    /// The images, `[N, C, H, W]`, a byte a sample from 0, paper, to 255, ink, as they were loaded: before any
    /// normalization and before any change at random.
    ///
    /// - Throws: `CacheDamage` where they are no longer in the cache as they were written.
    public func pixelBytes() throws -> Data { try images.data() }

    /// The label of each image, `[N]`, a byte each.
    ///
    /// - Throws: `CacheDamage` where they are no longer in the cache as they were written.
    public func labelBytes() throws -> Data { try labels.data() }
}
