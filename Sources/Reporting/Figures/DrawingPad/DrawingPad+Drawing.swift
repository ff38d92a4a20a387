public import Figures

extension DrawingPad: DrawnFigure {
    /// The purpose of the pad, in words.
    public var alternativeText: String {
        "A pad to draw in, with a network that classifies the drawing: one of \(classes.joined(separator: ", "))."
    }

    /// The pad, with its network.
    public func element(anchor: String) -> Element { DrawingPadView(pad: self, anchor: anchor).node }

    /// The styles of pads, with those of predictions.
    public static let styles: [FigureResource] =
        PredictionSheet.styles + [.style("pads", PackageResources.pads_css, place: 3)]

    /// The scripts that draw, and compute a network of any layers.
    public static let scripts: [FigureResource] = scripts(computing: nil)

    /// The scripts that draw, and compute a network of this one's layers.
    public var scripts: [FigureResource] { Self.scripts(computing: Set(layers.flatMap(\.names))) }

    private static func scripts(computing layers: Set<String>?) -> [FigureResource] {
        [
            .script("network", PackageResources.network_js, place: 2),
            .script("framing", PackageResources.framing_js, place: 4),
            .script("pads", PackageResources.pads_js, place: 5),
        ] + LayerScripts.scripts(for: layers, place: 3)
    }
}

extension DrawingPad.Layer {
    /// Its name, and those of the layers within it.
    fileprivate var names: [String] { [name] + (ways ?? []).joined().flatMap(\.names) }
}
