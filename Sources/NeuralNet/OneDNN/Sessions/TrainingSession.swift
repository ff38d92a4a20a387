/// A network in training: parameters, optimizer and all kernels for one batch size.
///
/// Used from one thread at a time. Each thread of its pool runs forward and backward pass for its share of a batch,
/// then all of them update the parameters together.
public final class TrainingSession: TrainingEngine {
    /// The network.
    public let architecture: Architecture

    /// The largest number of images in a step.
    public let batchSize: Int

    /// The number of steps done.
    public private(set) var steps = 0

    private let pool: ThreadPool
    private let division: BatchDivision
    private let store: ParameterStore
    private let graphs: [Graph]
    private let trained: [TrainedTensor]
    /// The tensors of frozen layers as they were given, since kernels may hold them in bfloat16 alone.
    private let frozen: [String: Tensor]
    private var optimizer: OptimizerState
    private let average: ParameterAverage?
    private let options: UpdateOptions
    private let loss: CrossEntropyLoss
    private let classes: Int

    /// The loss and the correct predictions of a step.
    public struct Step: Sendable, Hashable {
        /// The sum of the losses of the step's images, before the update; with class weights, weighted.
        public let lossSum: Double

        /// The weight of the step's images, by which the sum is divided for their mean loss: their number if classes
        /// have no weights.
        public let weight: Double

        /// The number of the step's images that were classified correctly, with dropout; of a mixture, as the class of
        /// the larger share.
        public let correct: Int
    }

    /// Writes the normalized images of some rows of a batch, `[N, C, H, W]`; called for several threads at once.
    public typealias Filling = (_ rows: Range<Int>, _ images: inout MutableSpan<Float>) -> Void

    /// Creates all kernels and loads the parameters.
    ///
    /// - Parameters:
    ///   - options: what a step does beside the optimizer's rule.
    ///   - loss: what is minimized, with as many class weights as there are outputs, if any.
    ///   - seed: the seed of dropout's random numbers.
    ///   - threads: the number of threads; the same number gives the same bits.
    ///   - needsInputGradient: whether to compute ``inputGradient()``; only without frozen layers.
    public init(
        _ architecture: Architecture, parameters: Parameters, optimizer: Optimizer,
        options: UpdateOptions = UpdateOptions(), loss: CrossEntropyLoss = .plain, batchSize: Int,
        seed: UInt64, threads: Int, precision: Precision = .float32, needsInputGradient: Bool = false
    ) throws(NetworkError) {
        precondition(
            !needsInputGradient || options.frozenLayers == 0, "frozen layers have no input gradient")
        self.architecture = architecture
        self.options = options
        self.loss = loss
        self.batchSize = batchSize
        classes = architecture.output.count
        division = BatchDivision(
            of: architecture, batchSize: batchSize, threads: threads, type: precision.elementType)
        pool = try ThreadPool(count: division.threads)
        store = try ParameterStore(for: pool)
        graphs = try Graph.ofAllThreads(
            architecture, division: division,
            purpose: .training(precision.elementType, seed: seed, frozenLayers: options.frozenLayers),
            store: store, needsInputGradient: needsInputGradient)
        try store.load(parameters)
        let unchanged = architecture.parameters.filter { $0.layer < options.frozenLayers }
        frozen = Dictionary(
            uniqueKeysWithValues: unchanged.compactMap { specification in
                parameters[specification.name].map { (specification.name, $0) }
            })
        let changing = store.changing(after: options.frozenLayers)
        trained = changing.filter(\.specification.tensor.isTrained)
        self.optimizer = OptimizerState(optimizer, of: trained, decayed: options.decayed)
        average = options.averageDecay.map { ParameterAverage(of: changing, decay: $0) }
    }

    /// Computes the loss and all gradients of a batch without updating parameters; running statistics are updated.
    ///
    /// - Parameters:
    ///   - labels: the classes of the batch's images, at most ``batchSize`` of them.
    ///   - fill: writes the images.
    public func computeGradients(labels: [Int], filling fill: Filling) throws(NetworkError) -> Step {
        try computeGradients(targets: labels.map { ClassTarget($0) }, filling: fill)
    }

    /// Computes the loss and all gradients of a batch, of which images may be mixtures.
    public func computeGradients(targets: [ClassTarget], filling fill: Filling) throws(NetworkError) -> Step {
        precondition(
            !targets.isEmpty && targets.count <= batchSize, "\(targets.count) of \(batchSize) images")
        var results = [Step](repeating: Step(lossSum: 0, weight: 0, correct: 0), count: division.threads)
        let (steps, loss, weight) = (steps, loss, loss.weight(of: targets))
        let meanShare = loss.classWeights == nil ? 1 / Float(targets.count) : Float(1 / weight)
        try results.withUnsafeMutableBufferPointer { results throws(NetworkError) in
            try pool.run { thread throws(NetworkError) in
                guard let share = division.share(of: thread, count: targets.count) else { return }
                let graph = graphs[thread]
                guard let logitGradients = graph.logitGradients else {
                    preconditionFailure("a graph in training has gradients")
                }
                var images = graph.images.mutableSpan
                fill(share.rows, &images)
                try graph.forward(share, step: steps)
                var gradients = logitGradients.mutableSpan
                let result = CrossEntropy.lossAndGradient(
                    logits: graph.logits.span, targets: targets[share.rows], loss: loss, share: meanShare,
                    classes: classes, gradients: &gradients)
                try graph.backward(share, step: steps)
                results[thread] = Step(
                    lossSum: result.lossSum, weight: weight, correct: result.correct)
            }
        }
        lastCount = targets.count
        return Step(
            lossSum: results.reduce(0) { $0 + $1.lossSum }, weight: weight,
            correct: results.reduce(0) { $0 + $1.correct })
    }

    /// Trains on a batch.
    ///
    /// - Parameter learningRate: the optimizer's rate in this step.
    public func step(
        labels: [Int], learningRate: Double, filling fill: Filling
    ) throws(NetworkError) -> Step {
        try step(
            targets: labels.map { ClassTarget($0) }, learningRate: learningRate, filling: fill)
    }

    /// Trains on a batch, of which images may be mixtures.
    public func step(
        targets: [ClassTarget], learningRate: Double, filling fill: Filling
    ) throws(NetworkError) -> Step {
        let result = try computeGradients(targets: targets, filling: fill)
        let threads = division.activeThreads(count: targets.count)
        var update = optimizer.next(learningRate: learningRate)
        if let limit = options.gradientLimit {
            update.gradientFactor = try GradientNorm(of: trained, on: pool).factor(
                limit: limit, threads: threads)
        }
        let (store, pool, trained, made) = (store, pool, trained, update)
        let (average, isFirst) = (average, steps == 0)
        try pool.run { thread throws(NetworkError) in
            made.apply(to: trained, threads: threads, thread: thread, of: pool.count)
            average?.update(isFirst: isFirst, thread: thread, of: pool.count)
        }
        if !store.refreshes.isEmpty {
            try pool.run { thread throws(NetworkError) in try store.refreshes.execute(thread: thread) }
        }
        steps += 1
        return result
    }

    private var lastCount = 0

    /// The parameters as they are now, in PyTorch's order.
    public func parameters() throws(NetworkError) -> Parameters {
        let current = try store.parameters(of: architecture)
        guard !frozen.isEmpty else { return current }
        var named = frozen
        for (name, tensor) in current.tensors where named[name] == nil { named[name] = tensor }
        return try Parameters(for: architecture, from: named)
    }

    /// What the training results in: the average of the parameters, if there is one, otherwise the parameters.
    public func result() throws(NetworkError) -> Parameters {
        guard let averaged = try averaged() else { return try parameters() }
        return averaged
    }

    private func averaged() throws(NetworkError) -> Parameters? {
        guard steps > 0, let average else { return nil }
        return try average.parameters(of: architecture, parameters())
    }

    /// A copy of everything that training changes.
    public func state() throws(NetworkError) -> TrainingState {
        var moments: [String: [Tensor]] = [:]
        for (tensor, storages) in zip(trained, optimizer.remembered) {
            moments[tensor.specification.name] = try storages.map { storage throws(NetworkError) in
                try tensor.tensor(in: storage)
            }
        }
        return try TrainingState(
            steps: steps, parameters: parameters(),
            moments: architecture.parameters.map { moments[$0.name] ?? [] }, optimizer: optimizer.kind,
            average: averaged())
    }

    /// Resumes from a state of the same network and optimizer; the bits are those of an uninterrupted training.
    public func resume(from state: TrainingState) throws(NetworkError) {
        if let average, state.steps > 0 {
            guard let averaged = state.average else {
                throw .parameters("the state has no average of the parameters")
            }
            try average.load(averaged)
        }
        try store.load(state.parameters)
        var moments: [String: [Tensor]] = [:]
        for (specification, own) in zip(architecture.parameters, state.moments) {
            moments[specification.name] = own
        }
        for (tensor, storages) in zip(trained, optimizer.remembered) {
            for (storage, moment) in zip(storages, moments[tensor.specification.name] ?? []) {
                try tensor.load(moment, into: storage)
            }
        }
        optimizer.resume(after: state.steps)
        steps = state.steps
    }

    /// The gradients of the last batch by parameter name, in PyTorch's order.
    public func gradients() throws(NetworkError) -> [String: Tensor] {
        var named: [String: Tensor] = [:]
        let threads = division.activeThreads(count: lastCount)
        for tensor in trained {
            named[tensor.specification.name] = try tensor.gradientTensor(threads: threads)
        }
        return named
    }

    /// The logits of the last batch, `[N, K]`.
    public func logits() -> Tensor {
        let shape = Shape([batchSize, classes])
        return Tensor(shape: shape, values: rows(of: shape) { $0.logits })
    }

    /// The gradient of the last batch's loss with respect to its images, `[N, C, H, W]`; `nil` unless requested.
    public func inputGradient() -> Tensor? { inputGradient(count: batchSize) }

    private func inputGradient(count: Int) -> Tensor? {
        guard graphs[0].inputGradients != nil else { return nil }
        let shape = Shape([count] + architecture.input.dimensions)
        return Tensor(
            shape: shape,
            values: rows(of: shape) { $0.inputGradients ?? UnsafeMutableBufferPointer(start: nil, count: 0) })
    }

    /// The rows of a tensor from all threads, concatenated; the first dimension is the number of images.
    private func rows(of shape: Shape, _ elements: (Graph) -> UnsafeMutableBufferPointer<Float>) -> [Float] {
        let count = shape.dimensions[0]
        return graphs.enumerated().flatMap { thread, graph in
            elements(graph).prefix(division.rows(of: thread, count: count).count * (shape.count / count))
        }
    }
}

extension TrainingSession {
    /// Runs the forward pass, and the backward pass from a given gradient instead of a loss, to compare single layers.
    ///
    /// - Parameters:
    ///   - input: `[N, C, H, W]`, N at most ``batchSize``.
    ///   - outputGradient: as many elements as the output has.
    /// - Returns: the output's elements, and the gradient of the input.
    package func propagate(
        _ input: Tensor, outputGradient: Tensor
    ) throws(NetworkError) -> (output: [Float], inputGradient: Tensor?) {
        let count = input.shape.dimensions[0]
        let size = outputGradient.values.count / count
        let steps = steps
        try pool.run { thread throws(NetworkError) in
            guard let share = division.share(of: thread, count: count) else { return }
            let graph = graphs[thread]
            guard let gradients = graph.logitGradients else {
                preconditionFailure("a graph in training has gradients")
            }
            let imageSize = input.values.count / count
            _ = graph.images.update(
                from: input.values[
                    share.rows.lowerBound * imageSize..<share.rows.upperBound * imageSize])
            try graph.forward(share, step: steps)
            // Surplus rows get no gradient.
            gradients.update(repeating: 0)
            _ = gradients.update(
                from: outputGradient.values[share.rows.lowerBound * size..<share.rows.upperBound * size])
            try graph.backward(share, step: steps)
        }
        lastCount = count
        let output = rows(of: Shape([count, size])) { $0.logits }
        return (output, inputGradient(count: count))
    }
}
