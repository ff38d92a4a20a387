import COneDNN

/// A convolution or a dense layer, and the ReLU after it where there is one.
final class WeightedNode: Node {
    let output: Activation
    let isWeighted = true

    /// Whether the derivative by the output comes with the ReLU's already in it.
    ///
    /// So it is where a max pooling follows: there the ReLU's derivative costs a quarter of the work or less.
    private let isReLUGradientIncluded: Bool

    private let place: Place
    private let kernel: WeightedKernel
    private let tensors: WeightedKernel.Tensors
    private let isReLUFused: Bool
    private let weight: TrainedTensor
    private let bias: TrainedTensor
    private let forwardDescriptor: PrimitiveDescriptor
    private let source: Adapter
    private let multiply: Primitive
    private var backwardSteps: [(Int) throws(NetworkError) -> Void] = []

    /// What a node is made from.
    struct Plan {
        let kernel: WeightedKernel
        /// The dimensions of input, weight and output, batch and outputs first.
        let input: [Int]
        let weight: [Int]
        let output: [Int]
        /// How the output is kept.
        let outputType: ElementType
        let isReLUFused: Bool
        let isReLUGradientIncluded: Bool
        /// Whether each part's output is needed until the batch is done.
        let keepsOutput: Bool
    }

    /// Makes the node.
    ///
    /// - Parameters:
    ///   - weight: makes or finds the weight, given the layout that the kernel wants.
    ///   - bias: makes or finds the bias.
    init(
        _ place: Place, input: Activation, _ plan: Plan,
        weight: (Layout) throws(NetworkError) -> TrainedTensor,
        bias: (Layout) throws(NetworkError) -> TrainedTensor
    ) throws(NetworkError) {
        let device = place.device
        let tensors = WeightedKernel.Tensors(
            input: try .any(plan.input, place.precision), weight: try .any(plan.weight, place.precision),
            bias: try .plain([plan.output[1]]), output: try .any(plan.output, plan.outputType))
        let descriptor = try plan.kernel.forward(
            device, tensors, fusedReLU: plan.isReLUFused, isTrained: place.isTrained)
        self.place = place
        self.tensors = tensors
        kernel = plan.kernel
        isReLUFused = plan.isReLUFused
        isReLUGradientIncluded = plan.isReLUGradientIncluded
        forwardDescriptor = descriptor
        let sourceLayout = try descriptor.layout(dnnl_query_src_md)
        // The input is needed again for the weight's derivative.
        source =
            place.isTrained
            ? try Adapter(device, keeping: input, as: sourceLayout, parts: place.parts)
            : try Adapter(device, input, as: sourceLayout)
        self.weight = try weight(descriptor.layout(dnnl_query_weights_md))
        self.bias = try bias(tensors.bias)
        let outputLayout = try descriptor.layout(dnnl_query_dst_md)
        output =
            plan.keepsOutput
            ? try .kept(device, outputLayout, parts: place.parts) : try .passing(device, outputLayout)
        multiply = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_SRC, source.values), (DNNL_ARG_WEIGHTS, Activation(self.weight.values)),
                (DNNL_ARG_BIAS, Activation(self.bias.values)), (DNNL_ARG_DST, output),
            ])
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try source.execute(part: pass.part)
        try multiply.execute(part: pass.part)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        var gradient = outputGradient
        if isReLUFused && !isReLUGradientIncluded {
            let rectifier = try RectifierBackward(
                place.device, output: output, outputGradient: outputGradient)
            backwardSteps.append(rectifier.execute)
            gradient = rectifier.inputGradient
        }
        try prepareWeightGradient(gradient)
        return needsInputGradient ? try prepareInputGradient(gradient) : nil
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        for step in backwardSteps { try step(pass.part) }
    }
}

extension WeightedNode {
    private func prepareWeightGradient(_ outputGradient: Activation) throws(NetworkError) {
        var wanted = tensors
        wanted.weight = try .any(tensors.weight.dimensions)
        wanted.output = try .any(tensors.output.dimensions, place.precision)
        if case .convolution = kernel { wanted.input = source.values.layout }
        let descriptor = try kernel.weightGradient(place.device, wanted, forward: forwardDescriptor)
        let input = try Adapter(
            place.device, source.values, as: descriptor.layout(dnnl_query_src_md))
        let gradient = try Adapter(
            place.device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let weightGradient = try PartSum(
            place, weight.gradient(as: descriptor.layout(dnnl_query_diff_weights_md), lane: place.lane))
        let biasGradient = try PartSum(place, bias.gradient(as: tensors.bias, lane: place.lane))
        let primitive = try Primitive(
            place.device, descriptor,
            [
                (DNNL_ARG_SRC, input.values), (DNNL_ARG_DIFF_DST, gradient.values),
                (DNNL_ARG_DIFF_WEIGHTS, weightGradient.target),
                (DNNL_ARG_DIFF_BIAS, biasGradient.target),
            ])
        backwardSteps += [
            input.execute, gradient.execute, primitive.execute, weightGradient.add, biasGradient.add,
        ]
    }

    private func prepareInputGradient(_ outputGradient: Activation) throws(NetworkError) -> Activation {
        var wanted = tensors
        wanted.output = try .any(tensors.output.dimensions, place.precision)
        let descriptor = try kernel.inputGradient(place.device, wanted, forward: forwardDescriptor)
        let gradient = try Adapter(
            place.device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let values = try weight.values(as: descriptor.layout(dnnl_query_weights_md))
        let inputGradient = try Activation.passing(
            place.device, descriptor.layout(dnnl_query_diff_src_md))
        let primitive = try Primitive(
            place.device, descriptor,
            [
                (DNNL_ARG_DIFF_DST, gradient.values), (DNNL_ARG_WEIGHTS, Activation(values)),
                (DNNL_ARG_DIFF_SRC, inputGradient),
            ])
        backwardSteps += [gradient.execute, primitive.execute]
        return inputGradient
    }
}

/// The sum over the parts of a batch of what a kernel computes for each.
private struct PartSum {
    /// Where the kernel writes: the first part's into the sum itself, the others' beside it.
    let target: Activation
    private let sum: Memory

    init(_ place: Place, _ sum: Memory) throws(NetworkError) {
        self.sum = sum
        target =
            place.parts == 1
            ? Activation(sum)
            : .first(sum, then: try Memory(place.device, sum.layout), parts: place.parts)
    }

    /// Adds what was computed for a part.
    func add(part: Int) {
        guard part > 0 else { return }
        let addend = target[part].elements
        let sum = sum.elements
        for index in 0..<sum.count { sum[index] += addend[index] }
    }
}
