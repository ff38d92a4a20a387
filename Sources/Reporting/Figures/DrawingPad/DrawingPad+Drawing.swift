public import Figures

extension DrawingPad: DrawnFigure {
    /// The purpose of the pad, in words.
    public var alternativeText: String {
        let purpose =
            takesPictures
            ? "A place for pictures, with a network that classifies them"
            : "A pad to draw in, with a network that classifies the drawing"
        return "\(purpose): one of \(classes.joined(separator: ", "))."
    }

    /// The pad, with its network.
    public func element(anchor: String) -> Element { DrawingPadView(pad: self, anchor: anchor).node }

    /// The styles of pads of both kinds, with those of predictions.
    public static let styles: [FigureResource] = stylesOfDrawings + stylesOfPictures

    /// The styles of this one's kind, with those of predictions.
    public var styles: [FigureResource] {
        Self.stylesOfDrawings + (takesPictures ? Self.stylesOfPictures : [])
    }

    private static let stylesOfDrawings: [FigureResource] =
        PredictionSheet.styles + [.style("pads", PackageResources.pads_css, place: 3)]

    private static let stylesOfPictures: [FigureResource] = [
        .style("picturePads", PackageResources.picturePads_css, place: 4)
    ]

    /// The scripts of both ways of input, and those that compute a network of any layers.
    public static let scripts: [FigureResource] =
        scripts(computing: nil) + scriptsOfDrawings + scriptsOfPictures

    /// The scripts of this one's way of input, and those that compute a network of its layers.
    public var scripts: [FigureResource] {
        Self.scripts(computing: Set(layers.flatMap(\.names)))
            + (takesPictures ? Self.scriptsOfPictures : Self.scriptsOfDrawings)
    }

    private static func scripts(computing layers: Set<String>?) -> [FigureResource] {
        [
            .script("network", PackageResources.network_js, place: 2),
            .script("pads", PackageResources.pads_js, place: 5),
        ] + LayerScripts.scripts(for: layers, place: 3)
    }

    private static let scriptsOfDrawings: [FigureResource] = [
        .script("framing", PackageResources.framing_js, place: 4),
        .script("drawing", PackageResources.drawing_js, place: 6),
    ]

    private static let scriptsOfPictures: [FigureResource] = [
        .script("fitting", PackageResources.fitting_js, place: 4),
        .script("receiving", PackageResources.receiving_js, place: 4),
        .script("picturePads", PackageResources.picturePads_js, place: 6),
    ]
}

extension DrawingPad.Layer {
    /// Its name, what its padding needs, and the same of the layers within it.
    fileprivate var names: [String] {
        let isPadded = LayerScripts.windowPoolings.contains(name) && numbers.count > 2
        return [name] + (isPadded ? [LayerScripts.padded] : []) + (ways ?? []).joined().flatMap(\.names)
    }
}
