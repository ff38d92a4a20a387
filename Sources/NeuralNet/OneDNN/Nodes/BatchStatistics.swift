import CKernels

/// What a batch normalization's two nodes of one thread know of each channel.
final class BatchStatistics {
    /// The normalization of a whole part of the batch.
    let kernel: stepbook_batch_normalization

    /// The layout in which all its values lie: channels in blocks of 16.
    let layout: Layout

    /// What the threads tell each other in the forward pass: each channel's count, mean, and sum of squared deviations.
    let moments: SharedSums

    /// What they tell each other in the backward pass: Σ g and Σ g·(x − mean), g being the output's gradient.
    let gradientSums: SharedSums

    /// `[C]` each.
    let weight: TrainedTensor
    let bias: TrainedTensor
    private let runningMean: TrainedTensor
    private let runningVariance: TrainedTensor

    /// The numbers of the whole batch in each channel.
    private var count = 0.0
    private var inverseDeviations: [Double]
    private let mean: Storage
    private let scale: Storage
    private let shift: Storage
    /// What mean and variance add to the gradient by the input.
    private let slope: Storage
    private let offset: Storage

    /// The number of channels.
    var channels: Int { inverseDeviations.count }

    /// Makes room for one thread.
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

    /// As the kernels take it.
    var values: stepbook_channels {
        stepbook_channels(mean: mean.floats, scale: scale.floats, shift: shift.floats)
    }

    /// Normalizes by the running means, as a trained network does.
    func takeRunningMeans() {
        for channel in 0..<channels {
            set(
                channel, mean: runningMean.values.elements[channel],
                variance: Double(runningVariance.values.elements[channel]))
        }
    }

    /// Takes a part's numbers into the thread's share of the moments.
    ///
    /// - Parameter kernel: with the part's number of images.
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

    /// Takes the moments of the whole batch.
    ///
    /// - Parameters:
    ///   - shares: those of the threads.
    ///   - updatesRunningMeans: whether the running means follow; one thread of all does that.
    func takeMoments(of shares: ArraySlice<SharedSums.Share>, updatesRunningMeans: Bool) {
        count = shares.reduce(0) { $0 + $1.count }
        for channel in 0..<channels {
            let sum = shares.dropFirst().reduce(Moments(shares[shares.startIndex], channel)) {
                $0 + Moments($1, channel)
            }
            set(channel, mean: Float(sum.mean), variance: sum.squares / count)
            guard updatesRunningMeans else { continue }
            // PyTorch's running variance is that of a sample.
            follow(runningMean, channel, sum.mean)
            follow(runningVariance, channel, sum.squares / max(count - 1, 1))
        }
    }

    /// Finds what mean and variance add to the gradient by the input.
    func takeGradientSums(of shares: ArraySlice<SharedSums.Share>) {
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

    /// Writes a thread's share of the gradients by weight and bias.
    func writeGradients(from own: SharedSums.Share, weight: Memory, bias: Memory) {
        for channel in 0..<channels {
            weight.elements[channel] = Float(own.second[channel] * inverseDeviations[channel])
            bias.elements[channel] = Float(own.first[channel])
        }
    }

    /// Computes the gradient by the input from the output's.
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

    private func follow(_ running: TrainedTensor, _ channel: Int, _ value: Double) {
        let momentum = BatchNormalization2D.momentum
        let elements = running.values.elements
        elements[channel] = (1 - momentum) * elements[channel] + momentum * Float(value)
    }
}

/// How many numbers there are, their mean, and the sum of their squared deviations from it.
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

    /// The moments of both together; Chan, Golub and LeVeque, “Updating Formulae and a Pairwise Algorithm for Computing
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
