import NeuralNet
import Workflow

/// The maximum size of one part of a data set.
enum SampleLimit {
    /// The maximum number of samples of one part: the same as for a folder.
    static let most = OwnFolder.limit

    /// The maximum number of images of one part.
    ///
    /// An image takes more than its samples, such as eight bytes in a list of an order, and a compressed file of a
    /// megabyte may have a billion of one sample each.
    static let mostImages = 1 << 24

    /// Checks the images of a file before anything is made of them.
    ///
    /// - Parameters:
    ///   - count: the number of images.
    ///   - shape: the shape of each, `[C, H, W]`.
    ///   - file: the file's name, for messages.
    /// - Throws: ``DataFileProblem`` if there are none, a side is impossible, or there are more than the limits allow.
    static func check(_ count: Int, of shape: Shape, in file: String) throws(DataFileProblem) {
        guard shape.isPossibleImage else {
            let sides = shape.dimensions.suffix(2).reversed().map(NumberText.grouped).joined(separator: " × ")
            throw DataFileProblem(
                file,
                "has images of \(sides) pixels, and a side has 1 to \(NumberText.grouped(Shape.longestSide))")
        }
        guard count > 0 else { throw DataFileProblem(file, "has no images") }
        let most = min(mostImages, Self.most / shape.count)
        guard count <= most else {
            throw DataFileProblem(
                file,
                "has \(NumberText.grouped(count)) images, and \(NumberText.grouped(most)) of that size are the most of one part"
            )
        }
    }

    /// Why this number of images is too large, in words; `nil` if it is not.
    ///
    /// - Parameters:
    ///   - shape: the shape of each.
    ///   - part: `training` or `test`.
    static func problem(_ count: Int, of shape: Shape, _ part: String) -> String? {
        let samples = shape.count(times: count)
        guard samples > most else { return nil }
        return
            "the data set would have \(NumberText.grouped(count)) \(part) images of \(shape), and \(NumberText.grouped(most / max(1, shape.count))) of that size are the most"
    }
}
