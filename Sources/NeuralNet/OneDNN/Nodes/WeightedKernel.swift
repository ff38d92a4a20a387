import COneDNN

/// The kernels of a layer that multiplies its input by a trained weight and adds a trained bias.
enum WeightedKernel {
    /// y[n,o,h,w] = b[o] + Σ x[n,c,h·s+i−p,w·s+j−p] · W[o,c,i,j], `torch.nn.Conv2d`.
    case convolution(Windows)

    /// y[n,o] = b[o] + Σ x[n,i] · W[o,i], `torch.nn.Linear`.
    case dense

    /// Whether the weight can be permuted to match the order of the features.
    var absorbsOrder: Bool { if case .dense = self { true } else { false } }

    /// Where a convolution's windows are: numbers for height and width each.
    struct Windows {
        /// The distances between neighbouring windows.
        let strides: [Int64]
        /// The pixels left out between neighbouring pixels of a window.
        let gaps: [Int64]
        /// Zeros added on each side.
        let padding: [Int64]
    }

    /// The layouts of the tensors; the library chooses those that are left open.
    struct Tensors {
        var input: Layout
        var weight: Layout
        /// `nil` if nothing is added.
        var bias: Layout?
        var output: Layout

        var all: [Layout] { [input, weight, output] }
    }

    /// The layer's name in messages.
    var name: String {
        switch self {
        case .convolution: "convolution"
        case .dense: "dense layer"
        }
    }

    /// Chooses the kernel that computes the output, the same for a network in training and a trained one.
    ///
    /// A layer like these computes the same in both. oneDNN has convolutions for inference alone (`brgconv`, with
    /// AVX-512); with them a trained network's outputs have been seen to change from one run to the next.
    func forward(
        _ device: Device, _ tensors: Tensors, fusedReLU: Bool
    ) throws(NetworkError) -> PrimitiveDescriptor {
        var (input, weight, bias, output) = tensors.descriptors
        return try chosen(device, name, tensors, fusedReLU: fusedReLU) {
            dnnl_dilated_convolution_forward_desc_init(
                &$0, dnnl_forward_training, tensors.algorithm, &input, &weight, &bias, &output, $1.strides,
                $1.gaps, $1.padding, $1.padding)
        } dense: {
            dnnl_inner_product_forward_desc_init(
                &$0, dnnl_forward_training, &input, &weight, &bias, &output)
        }
    }

    /// Chooses the kernel that computes the gradients of weight and bias.
    func weightGradient(
        _ device: Device, _ tensors: Tensors, forward: PrimitiveDescriptor
    ) throws(NetworkError) -> PrimitiveDescriptor {
        func computed(by algorithm: dnnl_alg_kind_t) throws(NetworkError) -> PrimitiveDescriptor {
            var (input, weight, bias, output) = tensors.descriptors
            return try chosen(device, "\(name), weight gradient", tensors, forward: forward) {
                dnnl_dilated_convolution_backward_weights_desc_init(
                    &$0, algorithm, &input, &weight, &bias, &output, $1.strides, $1.gaps, $1.padding,
                    $1.padding)
            } dense: {
                dnnl_inner_product_backward_weights_desc_init(&$0, &input, &weight, &bias, &output)
            }
        }
        // Left to itself, the library takes direct convolution here, which is slower wherever it has both.
        if case .convolution = self, tensors.hasFullChannels,
            let fast = try? computed(by: dnnl_convolution_winograd)
        {
            return fast
        }
        return try computed(by: dnnl_convolution_direct)
    }

    /// Chooses the kernel that computes the gradient of the input.
    func inputGradient(
        _ device: Device, _ tensors: Tensors, forward: PrimitiveDescriptor
    ) throws(NetworkError) -> PrimitiveDescriptor {
        var (input, weight, _, output) = tensors.descriptors
        return try chosen(device, "\(name), input gradient", tensors, forward: forward) {
            dnnl_dilated_convolution_backward_data_desc_init(
                &$0, tensors.algorithm, &input, &weight, &output, $1.strides, $1.gaps, $1.padding, $1.padding)
        } dense: {
            dnnl_inner_product_backward_data_desc_init(&$0, &input, &weight, &output)
        }
    }

    /// Chooses the kernel of an operation, which is described as a convolution or as a dense layer.
    private func chosen(
        _ device: Device, _ name: String, _ tensors: Tensors, fusedReLU: Bool = false,
        forward: PrimitiveDescriptor? = nil,
        convolution: (inout dnnl_convolution_desc_t, Windows) -> dnnl_status_t,
        dense: (inout dnnl_inner_product_desc_t) -> dnnl_status_t
    ) throws(NetworkError) -> PrimitiveDescriptor {
        switch self {
        case .convolution(let windows):
            var operation = dnnl_convolution_desc_t()
            try check(convolution(&operation, windows), "describe a \(name)", tensors.all)
            return try PrimitiveDescriptor(
                device, name, &operation, fusedReLU: fusedReLU, forward: forward, layouts: tensors.all)
        case .dense:
            var operation = dnnl_inner_product_desc_t()
            try check(dense(&operation), "describe a \(name)", tensors.all)
            return try PrimitiveDescriptor(
                device, name, &operation, fusedReLU: fusedReLU, forward: forward, layouts: tensors.all)
        }
    }
}

extension WeightedKernel.Tensors {
    /// The algorithm of a convolution.
    ///
    /// The library may choose Winograd's algorithm (Lavin and Gray 2016) if the channels fill its vectors. It would
    /// choose it for other convolutions too, whose layouts then have no fast kernel for the weight gradient.
    fileprivate var algorithm: dnnl_alg_kind_t {
        hasFullChannels ? dnnl_convolution_auto : dnnl_convolution_direct
    }

    /// Whether the channels of input and output, in one group, fill the library's vectors.
    fileprivate var hasFullChannels: Bool {
        weight.dimensions.count < 5 && weight.dimensions.prefix(2).allSatisfy { $0 % 16 == 0 }
    }

    fileprivate var descriptors:
        (dnnl_memory_desc_t, dnnl_memory_desc_t, dnnl_memory_desc_t, dnnl_memory_desc_t)
    {
        // A description of all zeros is that of no bias.
        (input.descriptor, weight.descriptor, bias?.descriptor ?? dnnl_memory_desc_t(), output.descriptor)
    }
}
