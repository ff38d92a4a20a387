/// The elementwise sum at the end of a residual connection.
///
/// Equals `torch.add`; the gradient of each input is that of the sum.
final class SumNode: Node {
    let output: Activation
    private let sum: Primitive

    /// Makes the node.
    ///
    /// - Parameters:
    ///   - inputs: values of the same dimensions, in any layouts; the output has the first one's.
    ///   - keepsOutput: whether each part's output is needed until the batch is done.
    init(
        _ context: NodeContext, inputs: [Activation], outputType: ElementType, keepsOutput: Bool
    ) throws(NetworkError) {
        let layout = inputs[0].layout.with(outputType)
        output =
            keepsOutput
            ? try .kept(context.device, layout, parts: context.parts) : try .passing(context.device, layout)
        sum = try .sum(context.device, of: inputs, to: output)
    }

    func forward(_ pass: Pass) throws(NetworkError) { try sum.execute(part: pass.part) }

    func prepareBackward(_ outputGradient: Activation, inputGradients isNeeded: [Bool]) -> [Activation?] {
        isNeeded.map { $0 ? outputGradient : nil }
    }

    func backward(_ pass: Pass) {}
}
