import Synchronization

/// A trained network in use: images in, probabilities out.
public struct Classifier: Sendable {
    /// The network.
    public let architecture: Architecture
    /// Its trained tensors.
    public let parameters: Parameters
    let threads: Int

    /// The kernels between one call and the next; `nil` if they are not kept.
    private let kept: KeptComputation?

    /// The number of images that a thread computes at a time: enough to keep the dense layers' kernels busy.
    private static let shareSize = 256

    /// Makes a classifier.
    ///
    /// - Parameter keepsKernels: whether the kernels of one call are kept for a next one of as many images, with their
    ///   memory; the results are the same bits.
    public init(
        architecture: Architecture, parameters: Parameters, threads: Int, keepsKernels: Bool = false
    ) {
        self.architecture = architecture
        self.parameters = parameters
        self.threads = threads
        kept = keepsKernels ? KeptComputation() : nil
    }

    /// The network's predictions for some images.
    public struct Classification: Sendable {
        /// The probabilities, `[N, K]`, 0…1.
        public let probabilities: Tensor
        /// The logits, `[N, K]`.
        public let logits: Tensor
        /// The argmax of each image's probabilities, the first of equal ones.
        public let predictions: [Int]
        /// Loss and accuracy against the images' labels.
        public let measurement: Measurement
    }

    /// The loss and the accuracy of predictions.
    public struct Measurement: Sendable, Hashable {
        /// The mean cross-entropy in nats; with class weights, weighted by them.
        public let loss: Double
        /// The share of correctly classified images, 0…1.
        public let accuracy: Double
        /// The number of correctly classified images.
        public let correct: Int
    }

    /// Classifies images.
    ///
    /// - Parameters:
    ///   - loss: the measured loss; without smoothing or weights, unless a training's own is wanted.
    ///   - progress: called after each batch with the number of images done; an error that it throws ends the work.
    /// - Throws: ``NetworkError``, also if the network's outputs are not finite, or what `progress` throws.
    public func classify(
        _ images: ImageSet, loss: CrossEntropyLoss = .plain, progress: (Int) throws -> Void = { _ in }
    ) throws -> Classification {
        guard images.shape == architecture.input else {
            throw NetworkError.data("the network takes images of \(architecture.input), not \(images.shape)")
        }
        guard images.count > 0 else { throw NetworkError.data("there are no images to classify") }
        let classes = architecture.output.count
        if let label = images.labels.first(where: { Int($0) >= classes }) {
            throw NetworkError.data("a label is \(label), but the network has \(classes) outputs")
        }
        let shares = (images.count + Self.shareSize - 1) / Self.shareSize
        let batchSize = threads >= shares ? images.count : Self.shareSize * threads
        let computation = try kept?.take(batchSize: batchSize) ?? computation(batchSize: batchSize)
        let loader = BatchLoader(images, epoch: nil)
        let found = Mutex(Results(count: images.count, classes: classes))
        for start in stride(from: 0, to: images.count, by: batchSize) {
            let batch = start..<min(start + batchSize, images.count)
            try computation.run(count: batch.count) { rows, input in
                loader.load(start + rows.lowerBound..<start + rows.upperBound, into: &input)
            } reading: { rows, output in
                let first = start + rows.lowerBound
                var own = Results(count: rows.count, classes: classes)
                for row in 0..<rows.count {
                    own.read(row, of: output, label: loader.label(first + row), loss: loss)
                }
                found.withLock { $0.replace(from: first, by: own) }
            }
            try progress(batch.upperBound)
        }
        kept?.keep(computation, batchSize: batchSize)
        let results = found.withLock(\.self)
        let (logits, probabilities) = (results.logits, results.probabilities)
        let (predictions, losses) = (results.predictions, results.losses)
        guard logits.allSatisfy(\.isFinite) else {
            throw NetworkError.parameters(
                "with these parameters, the network's outputs are not finite")
        }
        let lossSum = losses.reduce(0, +)
        let order = 0..<images.count
        let correct = order.count { predictions[$0] == loader.label($0) }
        let shape = Shape([images.count, classes])
        return Classification(
            probabilities: Tensor(shape: shape, values: probabilities),
            logits: Tensor(shape: shape, values: logits), predictions: predictions,
            measurement: Measurement(
                loss: lossSum / loss.weight(of: order.map(loader.label)),
                accuracy: Double(correct) / Double(images.count),
                correct: correct))
    }

    /// Makes the kernels for a batch size.
    private func computation(batchSize: Int) throws -> any InferenceEngine {
        let network = try FoldedNetwork(architecture, parameters)
        return try Engine.inference(
            network.architecture, parameters: network.parameters, batchSize: batchSize, threads: threads)
    }
}

/// The results of consecutive images.
private struct Results: Sendable {
    private let classes: Int
    /// `[N, K]` each.
    private(set) var logits: [Float]
    private(set) var probabilities: [Float]
    private(set) var predictions: [Int]
    private(set) var losses: [Double]

    init(count: Int, classes: Int) {
        self.classes = classes
        logits = [Float](repeating: 0, count: count * classes)
        probabilities = logits
        predictions = [Int](repeating: 0, count: count)
        losses = [Double](repeating: 0, count: count)
    }

    /// Reads an image's row of the network's output.
    mutating func read(_ row: Int, of output: Span<Float>, label: Int, loss: CrossEntropyLoss) {
        let places = row * classes..<(row + 1) * classes
        let own = output.extracting(places)
        for number in own.indices { logits[places.lowerBound + number] = own[number] }
        var all = probabilities.mutableSpan
        let best = CrossEntropy.probabilities(of: own, into: &all, from: places.lowerBound)
        predictions[row] = best.index
        losses[row] = loss.value(of: own, target: ClassTarget(label), logarithm: best.logarithm)
    }

    /// Replaces the results of some of the images.
    mutating func replace(from first: Int, by part: Results) {
        let (images, numbers) = (part.predictions.count, part.logits.count)
        logits.replaceSubrange(first * classes..<first * classes + numbers, with: part.logits)
        probabilities.replaceSubrange(first * classes..<first * classes + numbers, with: part.probabilities)
        predictions.replaceSubrange(first..<first + images, with: part.predictions)
        losses.replaceSubrange(first..<first + images, with: part.losses)
    }
}
