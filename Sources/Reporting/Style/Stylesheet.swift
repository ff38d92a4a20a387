/// The page's one style sheet, made of the files under `Resources/Style`.
enum Stylesheet {
    /// The style sheet's text, without what only people need.
    ///
    /// - Parameters:
    ///   - kinds: the figures that there are in the page.
    ///   - isLive: whether the page follows its notebook.
    static func text(for kinds: FigureKinds, isLive: Bool = false) -> String {
        parts(for: kinds, isLive: isLive).map(StyleMinifier.minified).joined()
    }

    private static func parts(for kinds: FigureKinds, isLive: Bool) -> [[UInt8]] {
        let basis = [
            PackageResources.colours_css, PackageResources.typography_css, PackageResources.layout_css,
            PackageResources.code_css, PackageResources.cells_css,
        ]
        // Images and pads tell guesses as the reading of a picture does.
        let figures: [(FigureKinds, [UInt8])] = [
            (.charts, PackageResources.charts_css),
            ([.images, .pads, .predictions], PackageResources.images_css),
            ([.pads, .predictions], PackageResources.predictions_css),
            (.pads, PackageResources.pads_css), (.networks, PackageResources.network_css),
            (.differences, PackageResources.differences_css),
        ]
        return basis + figures.filter { !$0.0.isDisjoint(with: kinds) }.map(\.1)
            + [PackageResources.tables_css, PackageResources.print_css]
            + (isLive ? [PackageResources.live_css] : [])
    }
}
