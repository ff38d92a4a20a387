/// A row of features as an image of one pixel: `[I]` becomes `[I, 1, 1]`.
///
/// An operation of ``BatchNormalization1D``; no layer of a notebook.
package struct FeatureImage: LayerKind {
    package static let name = "featureImage"
    package static let summary = "A row of features as an image of one pixel."

    package init() {}

    package func outputShape(for input: Shape) -> Shape { Shape([input.count, 1, 1]) }
}
