import NeuralNet

/// Networks that were trained on images of three channels, where there is one.
enum ColourImages {
    /// What is said of a first weight that takes the colours of images, to be set behind what does not fit; empty for any other.
    ///
    /// - Parameters:
    ///   - sizes: those that the file has.
    ///   - parameter: the weight that images of one channel come to.
    static func words(on sizes: [Int], for parameter: ParameterSpecification) -> String {
        let wanted = parameter.shape.dimensions
        guard sizes.count == wanted.count, sizes.first == wanted.first, sizes.count > 1,
            sizes.dropFirst(2) == wanted.dropFirst(2), wanted[1] <= Int.max / 3, sizes[1] == 3 * wanted[1]
        else { return "" }
        let code: String
        switch sizes.count {
        // The images' one channel.
        case 4 where wanted[1] == 1: code = "weight.sum(1, keepdim=True)"
        case 2: code = "weight.view(\(sizes[0]), 3, -1).sum(1)"
        default: return ""
        }
        return
            "; the network was trained on colour images, of 3 channels, and the images here have one: train it on grey images, or in PyTorch put '\(code)' in place of that weight, which then sees each grey image as a colour image of three like channels"
    }
}
