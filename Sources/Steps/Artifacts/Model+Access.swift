public import FoundationEssentials
public import NeuralNet

/// What a step of one's own can know of a network beside its parameters, and do with it.
extension Model {
    /// The layers, with the shapes of what they take and give.
    public var architecture: Architecture { record.architecture }

    /// The names of the classes; a prediction is a place among them, from 0.
    public var classes: [String] { record.classes }

    /// What the network says of some images.
    ///
    /// - Parameters:
    ///   - pixels: the images, `[N, C, H, W]`, a byte a sample as ``Examples/pixelBytes()`` gives them; the network
    ///     normalizes them as those that it was trained on.
    ///   - threads: how many threads compute, such as `context.threads`.
    /// - Returns: for each image the probability of each class, 0…1.
    /// - Throws: ``StepFailure`` where the bytes are not those of whole images; `CacheDamage` where the parameters are no
    ///   longer in the cache; `NetworkError` where what the network computes is not finite.
    public func predict(_ pixels: Data, threads: Int) throws -> [[Float]] {
        let size = architecture.input.count
        guard pixels.count.isMultiple(of: size) else {
            throw StepFailure(
                "\(pixels.count) bytes are no whole number of images of \(architecture.input), which the network takes"
            )
        }
        let count = pixels.count / size
        guard count > 0 else { return [] }
        let probabilities = try Classifier(
            architecture: architecture, parameters: parameters(), threads: threads
        ).classify(
            ImageSet(
                shape: architecture.input, pixels: pixels, labels: Data(count: count),
                normalization: record.normalization ?? .unit)
        ).probabilities.values
        return (0..<count).map { Array(probabilities[$0 * classes.count..<($0 + 1) * classes.count]) }
    }
}
