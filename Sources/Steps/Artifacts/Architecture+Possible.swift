import NeuralNet

extension Architecture {
    /// Whether a notebook could declare it, which one from a file or the cache need not satisfy.
    var isPossible: Bool { input.isPossibleImage && layers.allSatisfy(\.kind.isWithinLimits) }
}

extension Shape {
    /// The maximum length of an image's side in pixels.
    static let longestSide = 65_536

    /// Whether it is an image's shape, `[C, H, W]`.
    var isPossibleImage: Bool {
        dimensions.count == 3 && dimensions.allSatisfy { (1...Self.longestSide).contains($0) }
    }
}
