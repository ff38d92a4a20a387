/// The page's style sheet, made of the files under `Resources/Style` and of those of the page's figures.
enum Stylesheet {
    /// The minified style sheet.
    ///
    /// - Parameters:
    ///   - figures: the resources of the figures in the page.
    ///   - isLive: whether the page is live.
    static func text(with figures: FigureResources, isLive: Bool = false) -> String {
        let basis = [
            PackageResources.colours_css, PackageResources.typography_css, PackageResources.layout_css,
            PackageResources.code_css, PackageResources.figures_css, PackageResources.cells_css,
            PackageResources.tables_css,
        ]
        let rest = [PackageResources.print_css] + (isLive ? [PackageResources.live_css] : [])
        return basis.map(StyleMinifier.minified).joined() + figures.styles.map(\.text).joined()
            + rest.map(StyleMinifier.minified).joined()
    }
}
