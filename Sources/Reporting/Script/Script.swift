import Figures

/// The page's one script, made of the files under `Resources/Script` and of those of the page's figures. Without it the
/// page has every fact and every link.
enum Script {
    /// The script of a page that waits for the first report.
    static var waiting: String {
        enclosed([PackageResources.basis_js, PackageResources.theme_js, PackageResources.live_js])
    }

    /// The script's text, without what only people need.
    ///
    /// - Parameters:
    ///   - figures: what the figures in the page bring.
    ///   - isLive: whether the page follows its notebook.
    static func text(with figures: FigureResources, isLive: Bool = false) -> String {
        let basis = [
            PackageResources.basis_js, PackageResources.theme_js, PackageResources.timing_js,
            PackageResources.contents_js, PackageResources.folding_js, PackageResources.copying_js,
            PackageResources.scrolling_js, PackageResources.origins_js,
        ]
        return enclosed(basis, figures, isLive ? [PackageResources.live_js] : [])
    }

    /// The script of a page that a server gives.
    ///
    /// - Parameter pad: the page's drawing pad, where it has one.
    static func recognizer(with pad: DrawingPad?) -> String {
        enclosed(
            [PackageResources.basis_js, PackageResources.theme_js],
            FigureResources(of: pad.map { [Figure($0)] } ?? []), [PackageResources.pictures_js])
    }

    /// The parts as one script that leaves no name behind for a script of somebody's own to meet.
    private static func enclosed(
        _ basis: [[UInt8]], _ figures: FigureResources = FigureResources(of: []), _ rest: [[UInt8]] = []
    ) -> String {
        let parts =
            basis.map(ScriptMinifier.minified) + figures.scripts.map(\.text)
            + rest.map(ScriptMinifier.minified)
        return "(() => {\n\(parts.joined(separator: "\n"))\n})();\n"
    }
}
