public import Figures

extension ConfusionMatrix: DrawnFigure {
    /// The share of examples that were told right.
    public var alternativeText: String { ConfusionMatrixView.summary(of: self) }

    /// The matrix, and the images behind its numbers.
    public func element(anchor: String) -> Element { ConfusionMatrixView(matrix: self, anchor: anchor).node }

    /// How its numbers are shaded, and how its images look.
    public static let styles: [FigureResource] =
        ImageGrid.styles + [.style("matrix", PackageResources.matrix_css, place: 5)]

    /// Those of its images.
    public static var scripts: [FigureResource] { ImageGrid.scripts }
}
