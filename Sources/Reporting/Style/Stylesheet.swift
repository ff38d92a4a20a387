/// The page's one style sheet, made of the files under `Resources/Style` and of those of the page's figures.
enum Stylesheet {
    /// The style sheet's text, without what only people need.
    ///
    /// - Parameters:
    ///   - figures: what the figures in the page bring.
    ///   - isLive: whether the page follows its notebook.
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
