/// A layer within another one: of `residual([conv2d(8, kernel: 3), relu])` the `relu`.
public struct InnerLayer: Sendable, Hashable {
    /// The parameter of the outer layer that is a list of layers: `layers`.
    public let list: String

    /// The layer's index in the list, 0-based.
    public let layer: Int
}
