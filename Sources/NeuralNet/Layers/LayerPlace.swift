/// A layer's place in a network.
public struct LayerPlace: Sendable, Hashable {
    /// The index of the layer in the network, 0-based; for a layer within another one, that of the outermost.
    public let layer: Int

    /// The layer's name in a `torch.nn.Sequential`: its index there, or `7.body.0` for the first layer of the body of the
    /// layer `7`.
    public let module: String

    /// The places of a network's layers in order.
    public static func places(of layers: [Layer]) -> [LayerPlace] {
        zip(layers.indices, modules(of: layers)).map { LayerPlace(layer: $0, module: "\($1)") }
    }

    /// The places of layers within the layer at this place.
    ///
    /// - Parameter list: what the layer calls them: `body`.
    public func places(of layers: [Layer], in list: String) -> [LayerPlace] {
        Self.modules(of: layers).map { LayerPlace(layer: layer, module: "\(module).\(list).\($0)") }
    }

    /// The layers' indices in a `torch.nn.Sequential`, where some layers are several modules.
    private static func modules(of layers: [Layer]) -> [Int] {
        var next = 0
        return layers.map { layer in
            defer { next += type(of: layer.kind).moduleCount }
            return next
        }
    }
}
