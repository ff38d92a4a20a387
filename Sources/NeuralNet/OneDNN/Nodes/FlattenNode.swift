/// All elements of an image as one row, and all parts of the batch in one tensor.
///
/// Equals `torch.nn.Flatten`. If the elements of an image are contiguous, nothing is copied: the row keeps their order
/// in memory, and ``featureOrder`` gives that order to the dense layer that follows.
final class FlattenNode: UnaryNode {
    /// `[N, C·H·W]`.
    let output: Activation

    /// The layout of `[N, C, H, W]` that gives a row's order; `nil` for PyTorch's order.
    let featureOrder: Layout?

    private let context: NodeContext
    private let partLayout: Layout
    private let reorder: Primitive?
    private var gradient: Adapter?

    /// Makes the node on an input of which all parts are kept.
    init(_ site: NodeSite) throws(NetworkError) {
        let (context, input) = (site.context, site.input)
        let dimensions = input.layout.dimensions
        let type = input.layout.elementType
        let rows = try Layout.plain(
            [dimensions[0] * context.parts, dimensions.dropFirst().reduce(1, *)], type)
        let plain = try Layout.plain(dimensions, type)
        self.context = context
        if input.layout.isSame(as: plain) {
            featureOrder = nil
            partLayout = plain
            reorder = nil
            output = Activation(try Memory(context.device, rows, in: input[0].storage, at: 0))
        } else if site.mayReorder, input.layout.withOutermost(1, type) != nil {
            featureOrder = input.layout
            partLayout = input.layout
            reorder = nil
            output = Activation(try Memory(context.device, rows, in: input[0].storage, at: 0))
        } else {
            let copy = try Activation.kept(context.device, plain, parts: context.parts)
            featureOrder = nil
            partLayout = plain
            reorder = try Primitive.reorder(context.device, from: input, to: copy)
            output = Activation(try Memory(context.device, rows, in: copy[0].storage, at: 0))
        }
    }

    func forward(_ pass: Pass) throws(NetworkError) { try reorder?.execute(part: pass.part) }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let rows = try Adapter(context.device, outputGradient, as: output.layout)
        gradient = rows
        return try .slices(
            context.device, partLayout, parts: context.parts, of: rows.values[0].storage)
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        // The one tensor holds all parts.
        if pass.part == 0 { try gradient?.execute(part: 0) }
    }
}

extension Flatten: OneDNNLayer {
    static let inputUse = InputUse.batch
    static let joinsParts = true

    // A row of features is flat already.
    func isIdentity(isTrained: Bool, input: Shape) -> Bool { input.dimensions.count == 1 }

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try FlattenNode(site)] }
}
