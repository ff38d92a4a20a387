public import Figures

extension ConfusionMatrix: DrawnFigure {
    /// The share of examples that were told right.
    public var alternativeText: String { ConfusionMatrixView.summary(of: self) }

    /// The matrix, and the images behind its numbers.
    public func element(anchor: String) -> Element { ConfusionMatrixView(matrix: self, anchor: anchor).node }

    /// Those of its images; the matrix itself is a table, as every page has them.
    public static var styles: [FigureResource] { ImageGrid.styles }

    /// Those of its images.
    public static var scripts: [FigureResource] { ImageGrid.scripts }
}
