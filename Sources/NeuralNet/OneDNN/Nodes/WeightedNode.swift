import COneDNN

/// A convolution or a dense layer, with the ReLU after it if there is one.
final class WeightedNode: UnaryNode {
    let output: Activation

    /// Whether the output gradient that arrives includes the ReLU's gradient already.
    ///
    /// It does if a max pooling follows, which applies it for a quarter of the work or less.
    private let isReLUGradientIncluded: Bool

    private let context: NodeContext
    private let kernel: WeightedKernel
    private let tensors: WeightedKernel.Tensors
    private let isReLUFused: Bool
    private let weight: TrainedTensor
    private let bias: TrainedTensor?
    private let forwardDescriptor: PrimitiveDescriptor
    private let source: Adapter
    private let multiply: Primitive
    private var backwardSteps: [(Int) throws(NetworkError) -> Void] = []

    /// Makes the node.
    ///
    /// - Parameters:
    ///   - groups: the number of groups of channels of a convolution.
    ///   - hasBias: whether something is added to the product.
    init(
        _ site: NodeSite, _ kernel: WeightedKernel, groups: Int = 1, hasBias: Bool = true
    ) throws(NetworkError) {
        let (context, input) = (site.context, site.input)
        let device = context.device
        let order = kernel.absorbsOrder ? site.order : nil
        let shape = try site.tensors.shape(of: "weight").dimensions
        // The library has the groups as a dimension of their own.
        let weightDimensions = groups == 1 ? shape : [groups, shape[0] / groups] + shape.dropFirst()
        let tensors = WeightedKernel.Tensors(
            input: try .any(input.layout.dimensions, context.precision),
            weight: try .any(weightDimensions, context.precision),
            bias: hasBias ? try .plain([site.outputDimensions[1]]) : nil,
            output: try .any(site.outputDimensions, site.outputType))
        let descriptor = try kernel.forward(device, tensors, fusedReLU: site.isReLUFused)
        self.context = context
        self.tensors = tensors
        self.kernel = kernel
        isReLUFused = site.isReLUFused
        isReLUGradientIncluded = site.isReLUGradientDeferred
        forwardDescriptor = descriptor
        let sourceLayout = try descriptor.layout(dnnl_query_src_md)
        // The weight gradient needs the input.
        source =
            context.isTrained
            ? try Adapter(device, keeping: input, as: sourceLayout, parts: context.parts)
            : try Adapter(device, input, as: sourceLayout)
        weight = try site.tensors.trained(
            "weight", as: descriptor.layout(dnnl_query_weights_md), order: order)
        bias =
            if let layout = tensors.bias { try site.tensors.trained("bias", as: layout) } else { nil }
        let outputLayout = try descriptor.layout(dnnl_query_dst_md)
        output =
            site.keepsOutput || (isReLUFused && !isReLUGradientIncluded && context.isTrained)
            ? try .kept(device, outputLayout, parts: context.parts) : try .passing(device, outputLayout)
        multiply = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_SRC, source.values), (DNNL_ARG_WEIGHTS, Activation(weight.values)),
                (DNNL_ARG_DST, output),
            ] + (bias.map { [(DNNL_ARG_BIAS, Activation($0.values))] } ?? []))
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
            let relu = try ElementwiseGradient(
                context.device, of: .relu(), at: output, outputGradient: outputGradient)
            backwardSteps.append(relu.execute)
            gradient = relu.inputGradient
        }
        try prepareWeightGradient(gradient)
        return needsInputGradient ? try prepareInputGradient(gradient) : nil
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        for step in backwardSteps { try step(pass.part) }
    }
}

extension Convolution2D: OneDNNLayer {
    static let inputUse = InputUse.backward
    static let fusesReLU = true
    static let featureOrder = FeatureOrder.plain

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        func twice(_ number: Int) -> [Int64] { [Int64](repeating: Int64(number), count: 2) }
        let windows = WeightedKernel.Windows(
            strides: twice(stride), gaps: twice(dilation - 1), padding: twice(padding))
        return [try WeightedNode(site, .convolution(windows), groups: groups, hasBias: hasBias)]
    }
}

extension Dense: OneDNNLayer {
    static let inputUse = InputUse.backward
    static let fusesReLU = true
    static let featureOrder = FeatureOrder.absorbed

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try WeightedNode(site, .dense)] }
}

extension WeightedNode {
    private func prepareWeightGradient(_ outputGradient: Activation) throws(NetworkError) {
        let descriptor = try weightGradientKernel()
        let input = try Adapter(
            context.device, source.values, as: descriptor.layout(dnnl_query_src_md))
        let gradient = try Adapter(
            context.device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let weightGradient = try PartSum(
            context,
            weight.gradient(as: descriptor.layout(dnnl_query_diff_weights_md), thread: context.thread))
        var biasGradient: PartSum?
        if let bias {
            biasGradient = try PartSum(
                context, bias.gradient(as: bias.values.layout, thread: context.thread))
        }
        let primitive = try Primitive(
            context.device, descriptor,
            [
                (DNNL_ARG_SRC, input.values), (DNNL_ARG_DIFF_DST, gradient.values),
                (DNNL_ARG_DIFF_WEIGHTS, weightGradient.target),
            ] + (biasGradient.map { [(DNNL_ARG_DIFF_BIAS, $0.target)] } ?? []))
        backwardSteps += [input.execute, gradient.execute, primitive.execute, weightGradient.add]
        if let biasGradient { backwardSteps.append(biasGradient.add) }
    }

    /// The library's kernel for the gradients of weight and bias: for the input's layout, unless only another one has a
    /// fast kernel.
    private func weightGradientKernel() throws(NetworkError) -> PrimitiveDescriptor {
        var wanted = tensors
        wanted.weight = try .any(tensors.weight.dimensions)
        wanted.output = try .any(tensors.output.dimensions, context.precision)
        guard case .convolution = kernel else {
            return try kernel.weightGradient(context.device, wanted, forward: forwardDescriptor)
        }
        wanted.input = source.values.layout
        let given = try kernel.weightGradient(context.device, wanted, forward: forwardDescriptor)
        guard given.isReference else { return given }
        // A dilated convolution, or a large window for each channel, has no kernel for channels in blocks, but a product
        // of matrices for plain images.
        wanted.input = try .plain(wanted.input.dimensions, context.precision)
        let other = try kernel.weightGradient(context.device, wanted, forward: forwardDescriptor)
        return other.isReference ? given : other
    }

    private func prepareInputGradient(_ outputGradient: Activation) throws(NetworkError) -> Activation {
        var wanted = tensors
        wanted.output = try .any(tensors.output.dimensions, context.precision)
        let descriptor = try kernel.inputGradient(context.device, wanted, forward: forwardDescriptor)
        let gradient = try Adapter(
            context.device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let values = try weight.values(as: descriptor.layout(dnnl_query_weights_md))
        let inputGradient = try Activation.passing(
            context.device, descriptor.layout(dnnl_query_diff_src_md))
        let primitive = try Primitive(
            context.device, descriptor,
            [
                (DNNL_ARG_DIFF_DST, gradient.values), (DNNL_ARG_WEIGHTS, Activation(values)),
                (DNNL_ARG_DIFF_SRC, inputGradient),
            ])
        backwardSteps += [gradient.execute, primitive.execute]
        return inputGradient
    }
}

/// Accumulates a kernel's results over the parts of a batch.
private struct PartSum {
    /// The kernel's target: the sum itself for the first part, a buffer for the others.
    let target: Activation
    private let sum: Memory

    init(_ context: NodeContext, _ sum: Memory) throws(NetworkError) {
        self.sum = sum
        target =
            context.parts == 1
            ? Activation(sum)
            : .first(sum, then: try Memory(context.device, sum.layout), parts: context.parts)
    }

    /// Adds a part's result.
    func add(part: Int) {
        guard part > 0 else { return }
        let addend = target[part].elements
        let sum = sum.elements
        for index in 0..<sum.count { sum[index] += addend[index] }
    }
}
