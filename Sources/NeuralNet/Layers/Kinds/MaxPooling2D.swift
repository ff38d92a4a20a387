/// The largest element of each window, `torch.nn.MaxPool2d(size, stride, padding)`.
///
/// `[C, H, W]` becomes `[C, H', W']` with H' = ⌊(H + 2·padding − size) / stride⌋ + 1. The padding is −∞, and the gradient
/// goes to the first of equal elements.
public struct MaxPooling2D: WindowPooling2D {
    public static let name = "maxPool2d"
    public static let storedName = "maxPooling2D"
    public static let summary = "The largest value of each window: [C, H, W] becomes [C, H', W']."
    public static let example = "maxPool2d(2)"
    package static let addition = "pixels of −∞"

    /// The window's side in pixels.
    public var size = 1
    /// The distance between neighbouring windows in pixels.
    public var stride = 1
    /// Pixels of −∞ added on each side.
    public var padding = 0

    public init() {}

    /// Whether its windows are neighbours of 2×2, and none goes beyond the image, as our own kernels need it.
    var isOfPairs: Bool { size == 2 && stride == 2 && padding == 0 }
}

extension Layer {
    /// A ``MaxPooling2D``.
    public static func maxPooling2D(size: Int, stride: Int, padding: Int = 0) -> Layer {
        MaxPooling2D.layer(size: size, stride: stride, padding: padding)
    }
}
