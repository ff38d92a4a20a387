/// A layer of a network.
public enum Layer: Sendable, Hashable, Codable {
    /// A convolution with bias, `torch.nn.Conv2d(C, filters, kernel, stride, padding)`.
    ///
    /// `[C, H, W]` becomes `[filters, H', W']` with H' = ⌊(H + 2·padding − kernel) / stride⌋ + 1.
    case convolution2D(filters: Int, kernel: Int, stride: Int, padding: Int)

    /// max(x, 0) of each element, `torch.nn.ReLU()`; its derivative at 0 is 0.
    case relu

    /// The largest element of each window, `torch.nn.MaxPool2d(size, stride)`.
    ///
    /// `[C, H, W]` becomes `[C, H', W']` with H' = ⌊(H − size) / stride⌋ + 1; the gradient goes to the first of
    /// equal elements.
    case maxPooling2D(size: Int, stride: Int)

    /// All elements in one row, `torch.nn.Flatten()`.
    case flatten

    /// x·Wᵀ + b, `torch.nn.Linear(I, units)`.
    case dense(units: Int)

    /// Zeros an element with probability `rate` and multiplies the others by 1 / (1 − rate) while training,
    /// `torch.nn.Dropout(rate)`; does nothing otherwise.
    case dropout(rate: Double)

    /// The layer's name in a notebook.
    public var name: String {
        switch self {
        case .convolution2D: "conv2d"
        case .relu: "relu"
        case .maxPooling2D: "maxPool2d"
        case .flatten: "flatten"
        case .dense: "dense"
        case .dropout: "dropout"
        }
    }
}
