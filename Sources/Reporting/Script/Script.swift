import Figures

/// The page's one script, made of the files under `Resources/Script`. Without it the page has every fact and every link.
enum Script {
    /// The script of a page that waits for the first report.
    static var waiting: String {
        enclosed([PackageResources.basis_js, PackageResources.theme_js, PackageResources.live_js])
    }

    /// The script's text, without what only people need.
    ///
    /// - Parameters:
    ///   - figures: the figures that there are in the page.
    ///   - layers: the layers that its drawing pads compute; `nil` where that is not known yet.
    ///   - isLive: whether the page follows its notebook.
    static func text(
        for figures: FigureKinds, layers: Set<String>? = [], isLive: Bool = false
    ) -> String {
        let basis = [
            PackageResources.basis_js, PackageResources.theme_js, PackageResources.timing_js,
            PackageResources.contents_js, PackageResources.folding_js, PackageResources.copying_js,
            PackageResources.scrolling_js, PackageResources.origins_js,
        ]
        return enclosed(
            basis + (figures.contains(.images) ? [PackageResources.filtering_js] : [])
                + (figures.contains(.charts) ? [PackageResources.values_js] : [])
                + (figures.contains(.pads) ? pads(computing: layers) : [])
                + (isLive ? [PackageResources.live_js] : []))
    }

    /// The script of a page that a server gives.
    ///
    /// - Parameter pad: the page's drawing pad, where it has one.
    static func recognizer(with pad: DrawingPad?) -> String {
        enclosed(
            [PackageResources.basis_js, PackageResources.theme_js]
                + (pad.map { pads(computing: $0.layerNames) } ?? [])
                + [PackageResources.pictures_js])
    }

    private static func pads(computing layers: Set<String>?) -> [[UInt8]] {
        [PackageResources.network_js] + LayerScripts.scripts(for: layers)
            + [PackageResources.framing_js, PackageResources.pads_js]
    }

    /// The parts as one script that leaves no name behind for a script of somebody's own to meet.
    private static func enclosed(_ parts: [[UInt8]]) -> String {
        "(() => {\n\(parts.map(ScriptMinifier.minified).joined(separator: "\n"))\n})();\n"
    }
}

extension DrawingPad {
    /// The names of the layers that the pad computes.
    var layerNames: Set<String> { Set(layers.map(\.name)) }
}
