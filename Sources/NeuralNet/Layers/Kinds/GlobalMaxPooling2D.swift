/// The largest element of each channel, as a row of features: `torch.nn.AdaptiveMaxPool2d(1)` and `torch.nn.Flatten()`.
///
/// `[C, H, W]` becomes `[C]`; the gradient goes to the first of equal elements.
public struct GlobalMaxPooling2D: GlobalPooling2D {
    public static let name = "globalMaxPool2d"
    public static let storedName = "globalMaxPooling2D"
    public static let summary =
        "The largest value of each channel, as a row of features: [C, H, W] becomes [C]."
    package static let isMean = false

    public init() {}
}

extension Layer {
    /// A ``GlobalMaxPooling2D``.
    public static let globalMaxPooling2D = Layer(GlobalMaxPooling2D())
}
