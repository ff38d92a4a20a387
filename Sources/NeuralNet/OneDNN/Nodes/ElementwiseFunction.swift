import COneDNN

/// A function of single elements, with its derivative.
struct ElementwiseFunction {
    /// The function's name in messages.
    let name: String

    /// The library's number for the function, and for its derivative.
    fileprivate let algorithms: (function: dnnl_alg_kind_t, derivative: dnnl_alg_kind_t)

    /// The library's first argument of the function.
    fileprivate var alpha: Float = 0

    /// Whether the derivative is computed from the function's value, and otherwise from its argument.
    let derivesFromOutput: Bool

    /// max(x, 0) + slope · min(x, 0), `torch.nn.ReLU` and `torch.nn.LeakyReLU`.
    ///
    /// - Parameter slope: of the negative side, 0 or more, for otherwise the value does not tell the argument's sign.
    static func relu(slope: Float = 0) -> ElementwiseFunction {
        ElementwiseFunction(
            name: "ReLU", algorithms: (dnnl_eltwise_relu, dnnl_eltwise_relu_use_dst_for_bwd), alpha: slope,
            derivesFromOutput: true)
    }

    /// 1 / (1 + e⁻ˣ), `torch.nn.Sigmoid`.
    static let sigmoid = ElementwiseFunction(
        name: "sigmoid", algorithms: (dnnl_eltwise_logistic, dnnl_eltwise_logistic_use_dst_for_bwd),
        derivesFromOutput: true)

    /// The hyperbolic tangent, `torch.nn.Tanh`.
    static let tanh = ElementwiseFunction(
        name: "tanh", algorithms: (dnnl_eltwise_tanh, dnnl_eltwise_tanh_use_dst_for_bwd),
        derivesFromOutput: true)

    /// x · (1 + erf(x / √2)) / 2, `torch.nn.GELU`.
    static let gelu = ElementwiseFunction(
        name: "GELU", algorithms: (dnnl_eltwise_gelu_erf, dnnl_eltwise_gelu_erf), derivesFromOutput: false)

    /// x / (1 + e⁻ˣ), `torch.nn.SiLU`.
    static let silu = ElementwiseFunction(
        name: "SiLU", algorithms: (dnnl_eltwise_swish, dnnl_eltwise_swish), alpha: 1, derivesFromOutput: false
    )
}

extension ElementwiseFunction {
    /// Chooses the kernel that computes the function.
    ///
    /// - Parameter isTrained: whether its derivative is computed too.
    func forward(
        _ device: Device, _ layout: Layout, isTrained: Bool
    ) throws(NetworkError) -> PrimitiveDescriptor {
        try forward(device, layout, algorithms.function, isTrained: isTrained)
    }

    /// Chooses the kernel that computes the gradient of the argument.
    func backward(_ device: Device, _ layout: Layout) throws(NetworkError) -> PrimitiveDescriptor {
        let forward = try forward(device, layout, algorithms.derivative, isTrained: true)
        var (values, operation) = (layout.descriptor, dnnl_eltwise_desc_t())
        try check(
            dnnl_eltwise_backward_desc_init(
                &operation, algorithms.derivative, &values, &values, alpha, 0),
            "describe the gradient of \(name)", [layout])
        return try PrimitiveDescriptor(
            device, "\(name), gradient", &operation, forward: forward, layouts: [layout])
    }

    private func forward(
        _ device: Device, _ layout: Layout, _ algorithm: dnnl_alg_kind_t, isTrained: Bool
    ) throws(NetworkError) -> PrimitiveDescriptor {
        var (values, operation) = (layout.descriptor, dnnl_eltwise_desc_t())
        try check(
            dnnl_eltwise_forward_desc_init(
                &operation, isTrained ? dnnl_forward_training : dnnl_forward_inference, algorithm, &values,
                alpha, 0),
            "describe \(name)", [layout])
        return try PrimitiveDescriptor(device, name, &operation, layouts: [layout])
    }
}
