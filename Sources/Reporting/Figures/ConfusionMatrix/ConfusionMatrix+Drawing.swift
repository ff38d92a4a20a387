public import Figures

extension ConfusionMatrix: DrawnFigure {
    /// The accuracy, in words.
    public var alternativeText: String { ConfusionMatrixView.summary(of: self) }

    /// The matrix, and the images behind its numbers.
    public func element(anchor: String) -> Element { ConfusionMatrixView(matrix: self, anchor: anchor).node }

    /// The styles of its images; the matrix itself has the page's table style.
    public static var styles: [FigureResource] { ImageGrid.styles }

    /// The scripts of its images.
    public static var scripts: [FigureResource] { ImageGrid.scripts }
}
