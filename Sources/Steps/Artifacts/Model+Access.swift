public import FoundationEssentials
public import NeuralNet

/// Using a network in a custom step.
extension Model {
    /// The layers, with their input and output shapes.
    public var architecture: Architecture { record.architecture }

    /// The names of the classes; a prediction is an index into them, 0-based.
    public var classes: [String] { record.classes }

    /// The network's predictions for some images.
    ///
    /// - Parameters:
    ///   - pixels: the images, `[N, C, H, W]`, one byte per sample as ``Examples/pixelBytes()`` gives them; the network
    ///     normalizes them like its training images.
    ///   - threads: the number of threads, such as `context.threads`.
    /// - Returns: for each image the probability of each class, 0…1.
    /// - Throws: ``StepFailure`` if the bytes are not those of whole images; `CacheDamage` if the parameters are lost
    ///   in the cache; `NetworkError` if the network's outputs are not finite.
    public func predict(_ pixels: Data, threads: Int) throws -> [[Float]] {
        let size = architecture.input.count
        guard pixels.count.isMultiple(of: size) else {
            throw StepFailure(
                "\(pixels.count) bytes are no whole number of images of \(architecture.input), which the network takes"
            )
        }
        let count = pixels.count / size
        guard count > 0 else { return [] }
        let probabilities = try classifier(threads: threads).classify(
            ImageSet(
                shape: architecture.input, pixels: pixels, labels: Data(count: count),
                normalization: record.normalization ?? .unit)
        ).probabilities.values
        return (0..<count).map { Array(probabilities[$0 * classes.count..<($0 + 1) * classes.count]) }
    }

    /// The network in use.
    ///
    /// - Parameter keepsKernels: whether the kernels of one call are kept for a next one of as many images.
    /// - Throws: `CacheDamage` if the parameters are lost in the cache or do not match the layers.
    func classifier(threads: Int, keepsKernels: Bool = false) throws -> Classifier {
        try Classifier(
            architecture: architecture, parameters: parameters(), threads: threads, keepsKernels: keepsKernels
        )
    }
}
