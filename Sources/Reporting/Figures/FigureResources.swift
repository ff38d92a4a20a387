import Figures

/// The styles and scripts of the figures in a page, without those of other figures.
struct FigureResources {
    /// The styles in their order in the page.
    let styles: [FigureResource]
    /// The scripts, likewise.
    let scripts: [FigureResource]

    /// The resources of some figures.
    init(of figures: [Figure]) {
        let drawn = figures.compactMap { $0.content as? any DrawnFigure }
        self.init(styles: drawn.flatMap(\.styles), scripts: drawn.flatMap(\.scripts))
    }

    /// The resources that figures of some kinds may need, for a page whose figures are not known yet.
    ///
    /// - Parameters:
    ///   - kinds: the kinds.
    ///   - styles: the page's own styles.
    ///   - scripts: the page's own scripts.
    init(
        of kinds: [any FigureContent.Type], and styles: [FigureResource] = [],
        with scripts: [FigureResource] = []
    ) {
        let drawn = kinds.compactMap { $0 as? any DrawnFigure.Type }
        self.init(
            styles: drawn.flatMap { $0.styles } + styles, scripts: drawn.flatMap { $0.scripts } + scripts)
    }

    private init(styles: [FigureResource], scripts: [FigureResource]) {
        self.styles = Set(styles).sorted()
        self.scripts = Set(scripts).sorted()
    }
}
