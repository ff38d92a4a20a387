import COneDNN

/// The largest element or the mean of each window.
///
/// The gradient goes to the argmax of a window, or equally to all of its elements. Equals `torch.nn.MaxPool2d` and
/// `torch.nn.AvgPool2d`.
final class PoolingNode: UnaryNode {
    let output: Activation
    private let context: NodeContext
    private let input: Adapter
    private let pooling: Pooling
    private let workspace: Activation?
    private let forwardDescriptor: PrimitiveDescriptor
    private let primitive: Primitive
    private let includesReLUGradient: Bool
    private var backwardSteps: [(Int) throws(NetworkError) -> Void] = []

    /// What is taken from which windows.
    struct Pooling {
        /// The mean of a window, and otherwise its largest element.
        let isMean: Bool
        /// The window's height and width.
        let window: [Int]
        /// The distances between neighbouring windows, down and across.
        let strides: [Int]
        /// What is added on each side: zeros for a mean, which count, and otherwise −∞.
        var padding = 0

        fileprivate var name: String { isMean ? "average pooling" : "max pooling" }
        fileprivate var algorithm: dnnl_alg_kind_t {
            guard isMean else { return dnnl_pooling_max }
            return padding > 0 ? dnnl_pooling_avg_include_padding : dnnl_pooling_avg_exclude_padding
        }
        fileprivate var sizes: (window: [Int64], strides: [Int64], padding: [Int64]) {
            (window.map(Int64.init), strides.map(Int64.init), [Int64](repeating: Int64(padding), count: 2))
        }
    }

    /// Makes the node.
    ///
    /// It can also apply the gradient of a ReLU before a max pooling: a ReLU passes the gradient where its output is
    /// positive, and the ReLU's output at a window's argmax is the pooled value itself.
    init(_ site: NodeSite, _ pooling: Pooling) throws(NetworkError) {
        let context = site.context
        let device = context.device
        let descriptor = try pooling.kernel(site)
        self.context = context
        self.pooling = pooling
        // The gradient needs the places of the largest elements alone, so no copy of the input is kept.
        input = try Adapter(device, site.input, as: descriptor.layout(dnnl_query_src_md))
        includesReLUGradient = site.includesReLUGradient
        forwardDescriptor = descriptor
        let outputLayout = try descriptor.layout(dnnl_query_dst_md)
        output =
            site.keepsOutput || includesReLUGradient
            ? try .kept(device, outputLayout, parts: context.parts) : try .passing(device, outputLayout)
        var tensors = [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DST, output)]
        if context.isTrained, !pooling.isMean {
            let places = try Activation.kept(
                device, descriptor.layout(dnnl_query_workspace_md), parts: context.parts)
            workspace = places
            tensors.append((DNNL_ARG_WORKSPACE, places))
        } else {
            workspace = nil
        }
        primitive = try Primitive(device, descriptor, tensors)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try input.execute(part: pass.part)
        try primitive.execute(part: pass.part)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        var outputGradient = outputGradient
        if includesReLUGradient {
            let relu = try ElementwiseGradient(
                context.device, of: .relu(), at: output, outputGradient: outputGradient)
            backwardSteps.append(relu.execute)
            outputGradient = relu.inputGradient
        }
        let layouts = [input.values.layout, output.layout]
        var (source, target) = (layouts[0].descriptor, layouts[1].descriptor)
        let (window, strides, padding) = pooling.sizes
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_backward_desc_init(
                &operation, pooling.algorithm, &source, &target, strides, window, padding, padding),
            "describe the gradient of a \(pooling.name)", layouts)
        let descriptor = try PrimitiveDescriptor(
            context.device, "\(pooling.name), gradient", &operation, forward: forwardDescriptor,
            layouts: layouts)
        let gradient = try Adapter(
            context.device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let inputGradient = try Activation.passing(
            context.device, descriptor.layout(dnnl_query_diff_src_md))
        let primitive = try Primitive(
            context.device, descriptor,
            [(DNNL_ARG_DIFF_DST, gradient.values), (DNNL_ARG_DIFF_SRC, inputGradient)]
                + (workspace.map { [(DNNL_ARG_WORKSPACE, $0)] } ?? []))
        backwardSteps += [gradient.execute, primitive.execute]
        return inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        for step in backwardSteps { try step(pass.part) }
    }
}

extension MaxPooling2D: OneDNNLayer {
    static let appliesReLUGradient = true

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        let isOfOurOwn = try MaxPooling2x2Node.fits(self, input: site.input.layout)
        return isOfOurOwn
            ? [try MaxPooling2x2Node(site)] : [try PoolingNode(site, .init(of: self, isMean: false))]
    }
}

extension AveragePooling2D: OneDNNLayer {
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        [try PoolingNode(site, .init(of: self, isMean: true))]
    }
}

extension ImagePooling: OneDNNLayer {
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        let image = Array(site.input.layout.dimensions.suffix(2))
        return [try PoolingNode(site, .init(isMean: isMean, window: image, strides: image))]
    }
}

extension PoolingNode.Pooling {
    /// The library's kernel for a site: in the layout that the input has, unless only another one has a fast kernel.
    fileprivate func kernel(_ site: NodeSite) throws(NetworkError) -> PrimitiveDescriptor {
        let given = try kernel(site, for: site.input.layout)
        guard given.isReference else { return given }
        // With AVX2 there are kernels for channels in blocks of 8, but none for the 16 of our own convolutions.
        let (dimensions, type) = (site.input.layout.dimensions, site.input.layout.elementType)
        guard dimensions.count == 4, dimensions[1] % 8 == 0 else { return given }
        let other = try kernel(site, for: .channelsInSmallBlocks(dimensions, type))
        return other.isReference ? given : other
    }

    private func kernel(
        _ site: NodeSite, for input: Layout
    ) throws(NetworkError) -> PrimitiveDescriptor {
        // The library cannot pool Float32 into bfloat16, and images are Float32.
        let layouts = [input, try Layout.any(site.outputDimensions, input.elementType)]
        var (source, target) = (layouts[0].descriptor, layouts[1].descriptor)
        let (window, strides, padding) = sizes
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_forward_desc_init(
                &operation, site.context.isTrained ? dnnl_forward_training : dnnl_forward_inference,
                algorithm, &source, &target, strides, window, padding, padding),
            "describe a \(name)", layouts)
        return try PrimitiveDescriptor(site.context.device, name, &operation, layouts: layouts)
    }

    fileprivate init(of layer: some WindowPooling2D, isMean: Bool) {
        self.init(
            isMean: isMean, window: [layer.size, layer.size], strides: [layer.stride, layer.stride],
            padding: layer.padding)
    }
}
