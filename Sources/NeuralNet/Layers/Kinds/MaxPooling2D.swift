/// The largest element of each window, `torch.nn.MaxPool2d(size, stride)`.
///
/// `[C, H, W]` becomes `[C, H', W']` with H' = ⌊(H − size) / stride⌋ + 1; the gradient goes to the first of equal
/// elements.
public struct MaxPooling2D: WindowPooling2D {
    public static let name = "maxPool2d"
    public static let storedName = "maxPooling2D"
    public static let summary = "The largest value of each window: [C, H, W] becomes [C, H', W']."
    public static let example = "maxPool2d(2)"

    /// The window's side in pixels.
    public var size = 1
    /// The distance between neighbouring windows in pixels.
    public var stride = 1

    public init() {}
}

extension Layer {
    /// A ``MaxPooling2D``.
    public static func maxPooling2D(size: Int, stride: Int) -> Layer {
        MaxPooling2D.layer(size: size, stride: stride)
    }
}
