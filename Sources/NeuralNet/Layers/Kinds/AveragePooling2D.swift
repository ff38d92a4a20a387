/// The mean of each window, `torch.nn.AvgPool2d(size, stride, padding)`.
///
/// `[C, H, W]` becomes `[C, H', W']` with H' = ⌊(H + 2·padding − size) / stride⌋ + 1. The zeros of the padding count, as by
/// default in PyTorch.
public struct AveragePooling2D: WindowPooling2D {
    public static let name = "averagePool2d"
    public static let storedName = "averagePooling2D"
    public static let summary = "The mean of each window: [C, H, W] becomes [C, H', W']."
    public static let example = "averagePool2d(2)"
    package static let addition = "zeros that count in the mean"

    /// The window's side in pixels.
    public var size = 1
    /// The distance between neighbouring windows in pixels.
    public var stride = 1
    /// Zeros added on each side, which count, in pixels.
    public var padding = 0

    public init() {}
}

extension Layer {
    /// An ``AveragePooling2D``.
    public static func averagePooling2D(size: Int, stride: Int, padding: Int = 0) -> Layer {
        AveragePooling2D.layer(size: size, stride: stride, padding: padding)
    }
}
