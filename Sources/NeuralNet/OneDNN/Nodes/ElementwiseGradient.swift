import COneDNN

/// The gradient of a function of each element.
struct ElementwiseGradient {
    /// The gradient of the input, valid after ``execute(part:)``.
    let inputGradient: Activation
    private let gradient: Adapter
    private let primitive: Primitive

    /// Prepares the gradient.
    ///
    /// - Parameter values: the function's output if ``ElementwiseFunction/derivesFromOutput``, and otherwise its input.
    init(
        _ device: Device, of function: ElementwiseFunction, at values: Activation, outputGradient: Activation
    ) throws(NetworkError) {
        let descriptor = try function.backward(device, values.layout)
        gradient = try Adapter(device, outputGradient, as: values.layout)
        inputGradient = try .passing(device, values.layout)
        primitive = try Primitive(
            device, descriptor,
            [
                (function.derivesFromOutput ? DNNL_ARG_DST : DNNL_ARG_SRC, values),
                (DNNL_ARG_DIFF_DST, gradient.values), (DNNL_ARG_DIFF_SRC, inputGradient),
            ])
    }

    func execute(part: Int) throws(NetworkError) {
        try gradient.execute(part: part)
        try primitive.execute(part: part)
    }
}
