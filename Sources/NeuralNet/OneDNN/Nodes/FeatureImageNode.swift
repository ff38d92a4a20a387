/// Rows of features as images of one pixel, which are the same bytes.
final class FeatureImageNode: UnaryNode {
    /// `[N, I, 1, 1]`, plain.
    let output: Activation

    private let context: NodeContext
    private let rows: Adapter
    private var gradient: Adapter?

    /// Makes the node on rows of all images of a share.
    init(_ site: NodeSite) throws(NetworkError) {
        let (device, input) = (site.context.device, site.input)
        context = site.context
        let type = input.layout.elementType
        rows = try Adapter(device, keeping: input, as: .plain(input.layout.dimensions, type), parts: 1)
        output = Activation(
            try Memory(
                device, .plain(input.layout.dimensions + [1, 1], type), in: rows.values[0].storage, at: 0))
    }

    func forward(_ pass: Pass) throws(NetworkError) { try rows.execute(part: pass.part) }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let images = try Adapter(
            context.device, outputGradient,
            as: .plain(output.layout.dimensions, outputGradient.layout.elementType))
        gradient = images
        let layout = try Layout.plain(rows.values.layout.dimensions, images.values.layout.elementType)
        return Activation(try Memory(context.device, layout, in: images.values[0].storage, at: 0))
    }

    func backward(_ pass: Pass) throws(NetworkError) { try gradient?.execute(part: pass.part) }
}

extension FeatureImage: OneDNNLayer {
    static let inputUse = InputUse.batch
    static let featureOrder = FeatureOrder.plain

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try FeatureImageNode(site)] }
}
