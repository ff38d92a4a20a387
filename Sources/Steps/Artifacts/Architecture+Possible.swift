import NeuralNet

extension Architecture {
    /// Whether a notebook could ask for it: what comes from a file or from the cache may be anything.
    var isPossible: Bool { input.isPossibleImage && layers.allSatisfy(\.kind.isWithinLimits) }
}

extension Shape {
    /// Whether it is one of images, `[C, H, W]`.
    var isPossibleImage: Bool {
        dimensions.count == 3 && dimensions.allSatisfy { (1...65_536).contains($0) }
    }
}
