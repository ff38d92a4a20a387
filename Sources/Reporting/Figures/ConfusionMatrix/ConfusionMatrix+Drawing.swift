public import Figures

extension ConfusionMatrix: DrawnFigure {
    /// The accuracy, in words.
    public var alternativeText: String { ConfusionMatrixView.summary(of: self) }

    /// The matrix with totals, recall, precision and F1.
    public var table: Table? { countTable }

    /// The matrix, and the images behind its numbers.
    public func element(anchor: String) -> Element { ConfusionMatrixView(matrix: self, anchor: anchor).node }

    /// The shading of its numbers, and the styles of its images.
    public static let styles: [FigureResource] =
        ImageGrid.styles + [.style("matrix", PackageResources.matrix_css, place: 5)]

    /// The scripts of its images.
    public static var scripts: [FigureResource] { ImageGrid.scripts }
}
