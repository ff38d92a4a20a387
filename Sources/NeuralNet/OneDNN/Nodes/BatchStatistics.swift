import CKernels

/// The statistics of each channel, shared by the two nodes that compute a batch normalization in one thread.
final class BatchStatistics {
    /// The kernel's arguments for a full part of the batch.
    let kernel: stepbook_batch_normalization

    /// The layout of all its tensors: channels in blocks of 16.
    let layout: Layout

    /// The forward pass's statistics of all threads: each channel's count, mean, and sum of squared deviations.
    let moments: SharedSums

    /// The backward pass's sums of all threads: Σ g and Σ g·(x − mean), where g is the gradient of the output.
    let gradientSums: SharedSums

    /// `[C]` each.
    let weight: TrainedTensor
    let bias: TrainedTensor
    private let runningMean: TrainedTensor
    private let runningVariance: TrainedTensor

    /// The number of elements of each channel in the whole batch.
    private var count = 0.0
    private var inverseDeviations: [Double]
    private let mean: Storage
    private let scale: Storage
    private let shift: Storage
    /// The contributions of mean and variance to the input gradient, see `stepbook_batch_input_gradient`.
    private let slope: Storage
    private let offset: Storage

    /// The number of channels.
    var channels: Int { inverseDeviations.count }

    /// Allocates the statistics of one thread.
    init(_ site: NodeSite) throws(NetworkError) {
        let (context, dimensions) = (site.context, site.outputDimensions)
        let channels = dimensions[1]
        let blocks = (channels + 15) / 16
        layout = try .channelsInBlocks(dimensions, context.precision)
        kernel = stepbook_batch_normalization(
            images: dimensions[0], blocks: blocks, pixels: dimensions[2] * dimensions[3],
            is_bfloat16: context.precision == .bfloat16 ? 1 : 0,
            is_output_bfloat16: site.outputType == .bfloat16 ? 1 : 0,
            has_relu: site.isReLUFused ? 1 : 0)
        let vector = try Layout.plain([channels])
        weight = try site.tensors.trained("weight", as: vector)
        bias = try site.tensors.trained("bias", as: vector)
        runningMean = try site.tensors.trained("running_mean", as: vector)
        runningVariance = try site.tensors.trained("running_var", as: vector)
        moments = site.tensors.sums("moments", channels: blocks * 16)
        gradientSums = site.tensors.sums("gradients", channels: blocks * 16)
        inverseDeviations = [Double](repeating: 0, count: channels)
        func zeros() -> Storage { Storage(byteCount: blocks * 16 * MemoryLayout<Float>.stride) }
        (mean, scale, shift, slope, offset) = (zeros(), zeros(), zeros(), zeros(), zeros())
    }

    /// The forward pass's factors as the kernels take them.
    var values: stepbook_channels {
        stepbook_channels(mean: mean.floats, scale: scale.floats, shift: shift.floats)
    }

    /// The kernel's arguments for the images of one part.
    func kernel(of pass: Pass) -> stepbook_batch_normalization {
        var kernel = kernel
        kernel.images = pass.images
        return kernel
    }

    /// Normalizes with the running statistics, as in inference.
    func useRunningStatistics() {
        for channel in 0..<channels {
            set(
                channel, mean: runningMean.values.elements[channel],
                variance: Double(runningVariance.values.elements[channel]))
        }
    }

    /// Accumulates the moments of one part.
    ///
    /// - Parameters:
    ///   - kernel: the arguments with the part's number of images.
    ///   - own: the thread's share.
    func addMoments(of part: Memory, _ kernel: stepbook_batch_normalization, to own: SharedSums.Share) {
        var sums = [Double](repeating: 0, count: own.first.count)
        var squares = sums
        stepbook_batch_moments(kernel, part.address, slope.floats, &sums, &squares)
        let count = Double(kernel.images * kernel.pixels)
        for channel in 0..<channels {
            let pivot = Double(slope.floats[channel])
            let moments = Moments(
                count: count, mean: pivot + sums[channel] / count,
                squares: max(squares[channel] - sums[channel] * sums[channel] / count, 0))
            let sum = Moments(own, channel) + moments
            (own.first[channel], own.second[channel]) = (sum.mean, sum.squares)
        }
        own.count += count
    }

    /// Normalizes with the moments of the whole batch.
    ///
    /// - Parameters:
    ///   - shares: the moments of all threads.
    ///   - updatesRunningStatistics: whether to update the running statistics; exactly one thread does.
    func useMoments(of shares: ArraySlice<SharedSums.Share>, updatesRunningStatistics: Bool) {
        count = shares.reduce(0) { $0 + $1.count }
        for channel in 0..<channels {
            let sum = shares.dropFirst().reduce(Moments(shares[shares.startIndex], channel)) {
                $0 + Moments($1, channel)
            }
            set(channel, mean: Float(sum.mean), variance: sum.squares / count)
            // A single number has no variance. PyTorch refuses it; a last, small batch should not end a training.
            guard updatesRunningStatistics, count > 1 else { continue }
            // As in PyTorch, the running variance is the unbiased one.
            update(runningMean, channel, sum.mean)
            update(runningVariance, channel, sum.squares / (count - 1))
        }
    }

    /// Computes the contributions of mean and variance to the input gradient.
    func useGradientSums(of shares: ArraySlice<SharedSums.Share>) {
        for channel in 0..<channels {
            let factor = Double(scale.floats[channel]) / count
            let (sum, product) = shares.reduce((0, 0)) {
                ($0.0 + $1.first[channel], $0.1 + $1.second[channel])
            }
            let inverse = inverseDeviations[channel]
            slope.floats[channel] = Float(-factor * inverse * inverse * product)
            offset.floats[channel] = Float(-factor * sum)
        }
    }

    /// Writes one thread's share of the gradients of weight and bias.
    func writeGradients(from own: SharedSums.Share, weight: Memory, bias: Memory) {
        for channel in 0..<channels {
            weight.elements[channel] = Float(own.second[channel] * inverseDeviations[channel])
            bias.elements[channel] = Float(own.first[channel])
        }
    }

    /// Computes the input gradient from the output gradient.
    func computeInputGradient(
        _ kernel: stepbook_batch_normalization, input: Memory, gradient: Memory, result: Memory
    ) {
        stepbook_batch_input_gradient(
            kernel, input.address, values, gradient.address, slope.floats, offset.floats, result.address)
    }

    private func set(_ channel: Int, mean: Float, variance: Double) {
        let inverse = 1 / (variance + Double(BatchNormalization2D.epsilon)).squareRoot()
        inverseDeviations[channel] = inverse
        self.mean.floats[channel] = mean
        scale.floats[channel] = Float(Double(weight.values.elements[channel]) * inverse)
        shift.floats[channel] = bias.values.elements[channel]
    }

    private func update(_ running: TrainedTensor, _ channel: Int, _ value: Double) {
        let momentum = BatchNormalization2D.momentum
        let elements = running.values.elements
        elements[channel] = (1 - momentum) * elements[channel] + momentum * Float(value)
    }
}

/// Count, mean, and sum of squared deviations of some numbers.
private struct Moments {
    var count: Double
    var mean: Double
    var squares: Double

    init(count: Double, mean: Double, squares: Double) {
        (self.count, self.mean, self.squares) = (count, mean, squares)
    }

    init(_ share: SharedSums.Share, _ channel: Int) {
        self.init(count: share.count, mean: share.first[channel], squares: share.second[channel])
    }

    /// The moments of the union; Chan, Golub and LeVeque, “Updating Formulae and a Pairwise Algorithm for Computing
    /// Sample Variances”, 1979.
    static func + (first: Moments, second: Moments) -> Moments {
        let count = first.count + second.count
        let difference = second.mean - first.mean
        return Moments(
            count: count, mean: first.mean + difference * second.count / count,
            squares: first.squares + second.squares
                + difference * difference * first.count * second.count / count)
    }
}
