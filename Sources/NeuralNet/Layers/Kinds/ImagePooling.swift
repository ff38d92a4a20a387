/// A whole channel as one number, its mean or its largest element: `[C, H, W]` becomes `[C, 1, 1]`.
///
/// The operation of ``GlobalAveragePooling2D`` and ``GlobalMaxPooling2D``; no layer of a notebook.
package struct ImagePooling: LayerKind {
    package static let name = "imagePooling"
    package static let summary = "A whole channel as one number."

    /// The layer that it is part of, for messages.
    var layer = ""

    /// Whether the number is the mean, and otherwise the largest element.
    package var isMean = false

    package init() {}

    init(layer: String, isMean: Bool) { (self.layer, self.isMean) = (layer, isMean) }

    package func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try input.require(.images, for: layer)
        return Shape([input.dimensions[0], 1, 1])
    }
}
