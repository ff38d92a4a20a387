import NeuralNet

extension Architecture {
    /// Whether a notebook could ask for it: what comes from a file or from the cache may be anything.
    var isPossible: Bool { input.isPossibleImage && layers.allSatisfy(\.isPossible) }
}

extension Shape {
    /// Whether it is one of images, `[C, H, W]`.
    var isPossibleImage: Bool {
        dimensions.count == 3 && dimensions.allSatisfy { (1...65_536).contains($0) }
    }
}

extension Layer {
    fileprivate var isPossible: Bool {
        let window = 1...64
        return switch self {
        case .convolution2D(let filters, let kernel, let stride, let padding):
            (1...4096).contains(filters) && window.contains(kernel) && window.contains(stride)
                && (0...64).contains(padding)
        case .maxPooling2D(let size, let stride): window.contains(size) && window.contains(stride)
        case .dense(let units): (1...1_000_000).contains(units)
        case .dropout(let rate): (0..<1).contains(rate)
        case .relu, .flatten: true
        }
    }
}
