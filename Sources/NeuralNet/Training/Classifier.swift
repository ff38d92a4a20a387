/// A trained network as it is used: images in, probabilities out.
public struct Classifier: Sendable {
    /// The network.
    public let architecture: Architecture
    /// Its trained tensors.
    public let parameters: Parameters
    private let threads: Int

    /// Images computed at a time: enough to keep the kernels busy, few enough to stay in the cache.
    private static let batchSize = 250

    /// Makes a classifier.
    public init(architecture: Architecture, parameters: Parameters, threads: Int) {
        self.architecture = architecture
        self.parameters = parameters
        self.threads = threads
    }

    /// What the network says of some images.
    public struct Classification: Sendable {
        /// The probabilities, `[N, K]`, 0…1.
        public let probabilities: Tensor
        /// The logits, `[N, K]`.
        public let logits: Tensor
        /// The most probable class of each image, the first of equal ones.
        public let predictions: [Int]
        /// Loss and accuracy against the images' labels.
        public let measurement: Measurement
    }

    /// How well predictions fit labels.
    public struct Measurement: Sendable, Hashable {
        /// The mean cross-entropy in nats.
        public let loss: Double
        /// The share told right, 0…1.
        public let accuracy: Double
        /// How many were told right.
        public let correct: Int
    }

    /// Classifies images.
    ///
    /// - Parameter progress: told how many images are done after each batch; what it throws ends the work.
    /// - Throws: ``NetworkError``, or what `progress` throws.
    public func classify(
        _ images: ImageSet, progress: (Int) throws -> Void = { _ in }
    ) throws -> Classification {
        guard images.shape == architecture.input else {
            throw NetworkError.data("the network takes images of \(architecture.input), not \(images.shape)")
        }
        guard images.count > 0 else { throw NetworkError.data("there are no images to classify") }
        let classes = architecture.output.count
        if let label = images.labels.first(where: { Int($0) >= classes }) {
            throw NetworkError.data("a label is \(label), but the network has \(classes) outputs")
        }
        let batchSize = min(Self.batchSize, images.count)
        try MemoryNeed(of: architecture, batchSize: batchSize, isTrained: false).check()
        let loader = BatchLoader(images)
        let graph = try Graph(
            Device(threads: threads), architecture, batchSize: batchSize,
            purpose: .inference)
        for (tensor, (_, values)) in zip(graph.parameters, parameters.tensors) { try tensor.load(values) }
        var logits = [Float](repeating: 0, count: images.count * classes)
        var probabilities = logits
        var predictions: [Int] = []
        predictions.reserveCapacity(images.count)
        var lossSum = 0.0
        let order = Array(0..<images.count)
        for start in stride(from: 0, to: images.count, by: graph.batchSize) {
            let indices = order[start..<min(start + graph.batchSize, images.count)]
            loader.load(indices, into: graph.input.elements)
            try graph.forward()
            logits.withUnsafeMutableBufferPointer { logits in
                probabilities.withUnsafeMutableBufferPointer { probabilities in
                    for index in indices {
                        let row = (index - start) * classes
                        let target = index * classes..<(index + 1) * classes
                        let own = UnsafeMutableBufferPointer(rebasing: logits[target])
                        _ = own.update(fromContentsOf: graph.logits[row..<row + classes])
                        let best = CrossEntropy.probabilities(
                            of: own, into: UnsafeMutableBufferPointer(rebasing: probabilities[target]))
                        predictions.append(best.index)
                        lossSum += best.logarithm - Double(own[loader.label(index)])
                    }
                }
            }
            try progress(indices.endIndex)
        }
        let correct = order.count { predictions[$0] == loader.label($0) }
        let shape = Shape([images.count, classes])
        return Classification(
            probabilities: Tensor(shape: shape, values: probabilities),
            logits: Tensor(shape: shape, values: logits), predictions: predictions,
            measurement: Measurement(
                loss: lossSum / Double(images.count), accuracy: Double(correct) / Double(images.count),
                correct: correct))
    }
}
