/// The mean of each channel, as a row of features: `torch.nn.AdaptiveAvgPool2d(1)` and `torch.nn.Flatten()`.
///
/// `[C, H, W]` becomes `[C]`. Source: Lin, Chen and Yan, “Network In Network”, 2013, 3.2.
public struct GlobalAveragePooling2D: GlobalPooling2D {
    public static let name = "globalAveragePool2d"
    public static let storedName = "globalAveragePooling2D"
    public static let summary = "The mean of each channel, as a row of features: [C, H, W] becomes [C]."
    package static let isMean = true

    public init() {}
}

extension Layer {
    /// A ``GlobalAveragePooling2D``.
    public static let globalAveragePooling2D = Layer(GlobalAveragePooling2D())
}
