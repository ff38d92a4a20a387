/// A square window that moves over an image.
struct SlidingWindow {
    let size: Int
    let stride: Int
    var padding = 0
    var dilation = 1

    /// The side of the area that the window spans.
    private var reach: Int { dilation * (size - 1) + 1 }

    /// The number of window positions over an image, vertically and horizontally.
    ///
    /// - Parameters:
    ///   - layer: the layer's name, for the message.
    ///   - alternatives: the layer with other arguments, with each of which it would fit into images whose shorter side
    ///     is given.
    /// - Throws: ``LayerProblem`` if the input is not an image, or smaller than the window.
    func places(
        over input: Shape, of layer: String, orElse alternatives: (Int) -> [Layer]
    ) throws(LayerProblem) -> [Int] {
        try input.require(.images, for: layer)
        var places: [Int] = []
        for length in input.dimensions.dropFirst() {
            guard length + 2 * padding >= reach else {
                throw LayerProblem(
                    "'\(layer)' has windows of \(reach)×\(reach)\(dilation > 1 ? ", dilated" : ""), but gets images of only \(input)"
                        + (padding > 0 ? " and padding \(padding)" : ""), need: .largerImages,
                    alternatives: alternatives(min(input.dimensions[1], input.dimensions[2])))
            }
            places.append((length + 2 * padding - reach) / stride + 1)
        }
        return places
    }
}
