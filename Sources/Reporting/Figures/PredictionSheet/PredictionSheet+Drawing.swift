public import Figures

extension PredictionSheet: DrawnFigure {
    /// What was read on each picture.
    public var alternativeText: String {
        guard !pictures.isEmpty else { return "No pictures." }
        return pictures.map { "\($0.name): \(PredictionSheetView.description(of: $0))." }
            .joined(separator: " ")
    }

    /// The pictures, each with what was read on it.
    public func element(anchor: String) -> Element { PredictionSheetView(sheet: self, anchor: anchor).node }

    /// How pictures and guesses look, and the images of what the network saw.
    public static let styles: [FigureResource] =
        ImageGrid.styles + [.style("predictions", PackageResources.predictions_css, place: 2)]
}
