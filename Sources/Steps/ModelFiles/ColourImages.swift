import NeuralNet

/// Networks that were trained on images of three channels, for data with one.
enum ColourImages {
    /// The hint on a first weight that takes colour images, appended to the message about its shape; empty for other
    /// weights.
    ///
    /// - Parameters:
    ///   - sizes: the weight's sizes in the file.
    ///   - parameter: the network's first weight, for images of one channel.
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
