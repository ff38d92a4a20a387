public import Figures

extension PredictionSheet: DrawnFigure {
    /// The predictions on each picture, in words.
    public var alternativeText: String {
        guard !pictures.isEmpty else { return "No pictures." }
        return pictures.map { "\($0.name): \(PredictionSheetView.description(of: $0))." }
            .joined(separator: " ")
    }

    /// The pictures, each with its predictions.
    public func element(anchor: String) -> Element { PredictionSheetView(sheet: self, anchor: anchor).node }

    /// The styles of pictures, predictions and input images.
    public static let styles: [FigureResource] =
        ImageGrid.styles + [.style("predictions", PackageResources.predictions_css, place: 2)]
}
