public import FoundationEssentials
import NeuralNet
import Workflow

/// Making labelled images in a custom step.
extension Examples {
    /// The maximum number of classes: a label is a byte.
    private static let mostClasses = 256

    /// Makes labelled images of one size.
    ///
    /// - Parameters:
    ///   - dataset: the data set's name in reports: `scans`.
    ///   - part: the part of it: `training` or `test`.
    ///   - channels: 1 for grey, 3 for red, green and blue.
    ///   - height: the images' height in pixels.
    ///   - width: their width.
    ///   - classes: the names of the classes; a label is an index into them, 0-based.
    ///   - pixels: the images, `[N, C, H, W]`, one byte per sample.
    ///   - labels: the label of each image, `[N]`, one byte each.
    ///   - content: the meaning of 255: ink on paper of 0, or light, as in a photograph.
    /// - Throws: ``StepFailure`` if these do not match.
    public init(
        dataset: String, part: String, channels: Int, height: Int, width: Int, classes: [String],
        pixels: Data, labels: Data, content: ImageContent = .ink
    ) throws {
        let sizes = [channels, height, width]
        guard [1, 3].contains(channels), sizes.allSatisfy({ $0 > 0 }), Shape(sizes).isPossibleImage else {
            throw StepFailure("no images have \(channels) channels of \(height) × \(width) pixels")
        }
        guard (1...Self.mostClasses).contains(classes.count), Set(classes).count == classes.count else {
            throw StepFailure(
                "\(classes.count) classes are not 1 to \(Self.mostClasses) of different names")
        }
        let shape = Shape(sizes)
        guard !labels.isEmpty, pixels.count == shape.count(times: labels.count) else {
            throw StepFailure("\(pixels.count) bytes are not those of \(labels.count) images of \(shape)")
        }
        if let label = labels.first(where: { !classes.indices.contains(Int($0)) }) {
            throw StepFailure("a label is \(label), and there are \(classes.count) classes")
        }
        self.init(
            record: Record(
                dataset: dataset, part: part, shape: shape, classes: classes,
                content: content,
                // The position of characters in the images is unknown.
                isFramed: content == .picture ? nil : false),
            images: Blob(pixels), labels: Blob(labels))
    }
}
