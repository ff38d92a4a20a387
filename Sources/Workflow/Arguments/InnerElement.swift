/// An element of a list within a description: of `residual([conv2d(8, kernel: 3), relu])` the `relu`.
public struct InnerElement: Sendable, Hashable {
    /// The description's parameter whose argument is the list: `layers`.
    public let parameter: String

    /// The element's index in the list.
    public let element: Int

    /// Names an element.
    public init(of parameter: String, element: Int) { (self.parameter, self.element) = (parameter, element) }
}
