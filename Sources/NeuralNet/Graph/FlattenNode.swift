/// All elements of an image in one row, and all parts of the batch in one tensor.
///
/// Equals `torch.nn.Flatten`. Where the elements of an image lie together, nothing is moved: the row has them in the
/// order in which they lie, and ``order`` tells the dense layer behind which order that is.
final class FlattenNode: Node {
    /// `[N, C·H·W]`.
    let output: Activation

    /// How `[N, C, H, W]` lies in a row; `nil` where that is PyTorch's order.
    let order: Layout?

    private let place: Place
    private let partLayout: Layout
    private let reorder: Primitive?
    private var gradient: Adapter?

    /// Makes the node.
    ///
    /// - Parameters:
    ///   - input: kept, part by part.
    ///   - mayReorder: whether what comes behind can do with another order than PyTorch's.
    init(_ place: Place, input: Activation, mayReorder: Bool) throws(NetworkError) {
        let dimensions = input.layout.dimensions
        let type = input.layout.elementType
        let rows = try Layout.plain(
            [dimensions[0] * place.parts, dimensions.dropFirst().reduce(1, *)], type)
        let plain = try Layout.plain(dimensions, type)
        self.place = place
        if input.layout.isSame(as: plain) {
            order = nil
            partLayout = plain
            reorder = nil
            output = Activation(try Memory(place.device, rows, in: input[0].storage, at: 0))
        } else if mayReorder, input.layout.withOutermost(1, type) != nil {
            order = input.layout
            partLayout = input.layout
            reorder = nil
            output = Activation(try Memory(place.device, rows, in: input[0].storage, at: 0))
        } else {
            let copy = try Activation.kept(place.device, plain, parts: place.parts)
            order = nil
            partLayout = plain
            reorder = try Primitive.reorder(place.device, from: input, to: copy)
            output = Activation(try Memory(place.device, rows, in: copy[0].storage, at: 0))
        }
    }

    func forward(_ pass: Pass) throws(NetworkError) { try reorder?.execute(part: pass.part) }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let rows = try Adapter(place.device, outputGradient, as: output.layout)
        gradient = rows
        return try .slices(
            place.device, partLayout, parts: place.parts, of: rows.values[0].storage)
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        // All parts are in the one tensor.
        if pass.part == 0 { try gradient?.execute(part: 0) }
    }
}
