import Figures

/// The page's script, made of the files under `Resources/Script` and of those of the page's figures. Without scripts
/// the page still has every fact and every link.
enum Script {
    /// The script of a page that waits for the first report.
    static var waiting: String {
        enclosed([PackageResources.basis_js, PackageResources.theme_js, PackageResources.live_js])
    }

    /// The minified script.
    ///
    /// - Parameters:
    ///   - figures: the resources of the figures in the page.
    ///   - isLive: whether the page is live.
    static func text(with figures: FigureResources, isLive: Bool = false) -> String {
        let basis = [
            PackageResources.basis_js, PackageResources.theme_js, PackageResources.timing_js,
            PackageResources.contents_js, PackageResources.folding_js, PackageResources.copying_js,
            PackageResources.scrolling_js, PackageResources.origins_js,
        ]
        return enclosed(basis, figures, isLive ? [PackageResources.live_js] : [])
    }

    /// The script of a served network's page.
    ///
    /// - Parameter pad: the page's drawing pad, if any.
    static func recognizer(with pad: DrawingPad?) -> String {
        // A pad for pictures brings what receives them.
        let receiving = pad?.takesPictures == true ? [] : [PackageResources.receiving_js]
        return enclosed(
            [PackageResources.basis_js, PackageResources.theme_js],
            FigureResources(of: pad.map { [Figure($0)] } ?? []), receiving + [PackageResources.pictures_js])
    }

    /// The parts as one script in a function, so that it declares no global names.
    private static func enclosed(
        _ basis: [[UInt8]], _ figures: FigureResources = FigureResources(of: []), _ rest: [[UInt8]] = []
    ) -> String {
        let parts =
            basis.map(ScriptMinifier.minified) + figures.scripts.map(\.text)
            + rest.map(ScriptMinifier.minified)
        return "(() => {\n\(parts.joined(separator: "\n"))\n})();\n"
    }
}
