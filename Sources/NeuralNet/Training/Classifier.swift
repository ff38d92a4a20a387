/// A trained network as it is used: images in, probabilities out.
public struct Classifier: Sendable {
    /// The network.
    public let architecture: Architecture
    /// Its trained tensors.
    public let parameters: Parameters
    private let threads: Int

    /// Images that a thread computes at a time: enough for the dense layers' kernels to be busy.
    private static let shareSize = 256

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
    /// - Throws: ``NetworkError``, also where what the network computes is not finite, or what `progress` throws.
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
        let shares = (images.count + Self.shareSize - 1) / Self.shareSize
        let batchSize = threads >= shares ? images.count : Self.shareSize * threads
        let computation = try Engine.inference(
            architecture, parameters: parameters, batchSize: batchSize, threads: threads)
        let loader = BatchLoader(images, epoch: nil)
        var logits = [Float](repeating: 0, count: images.count * classes)
        var probabilities = logits
        var predictions = [Int](repeating: 0, count: images.count)
        var losses = [Double](repeating: 0, count: images.count)
        try logits.withUnsafeMutableBufferPointer { logits in
            try probabilities.withUnsafeMutableBufferPointer { probabilities in
                try predictions.withUnsafeMutableBufferPointer { predictions in
                    try losses.withUnsafeMutableBufferPointer { losses in
                        for start in stride(from: 0, to: images.count, by: batchSize) {
                            let batch = start..<min(start + batchSize, images.count)
                            try computation.run(count: batch.count) { rows, input in
                                loader.load(start + rows.lowerBound..<start + rows.upperBound, into: &input)
                            } reading: { rows, output in
                                for (row, index) in zip(
                                    0..., start + rows.lowerBound..<start + rows.upperBound)
                                {
                                    let target = index * classes..<(index + 1) * classes
                                    let own = UnsafeMutableBufferPointer(rebasing: logits[target])
                                    for number in own.indices { own[number] = output[row * classes + number] }
                                    let best = CrossEntropy.probabilities(
                                        of: own,
                                        into: UnsafeMutableBufferPointer(rebasing: probabilities[target]))
                                    predictions[index] = best.index
                                    losses[index] = best.logarithm - Double(own[loader.label(index)])
                                }
                            }
                            try progress(batch.upperBound)
                        }
                    }
                }
            }
        }
        guard logits.allSatisfy(\.isFinite) else {
            throw NetworkError.parameters(
                "with these parameters the network's numbers become too large to compute with")
        }
        let lossSum = losses.reduce(0, +)
        let order = 0..<images.count
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
