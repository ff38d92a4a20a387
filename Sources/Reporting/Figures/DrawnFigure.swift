public import Figures

/// A kind of figure that the report can draw: its markup, its style and script, and words for those who do not see it.
///
/// A kind is drawn by conforming to this protocol, so that numbers and drawing can stand in modules of their own.
public protocol DrawnFigure: FigureContent {
    /// The figure in words, for those who do not see it: a sentence or more.
    var alternativeText: String { get }

    /// The figure's elements, complete without a script.
    ///
    /// - Parameter anchor: a name that nothing else in the page has, with which each `id` among them begins.
    func element(anchor: String) -> Element

    /// The styles of the kind beside the page's own.
    static var styles: [FigureResource] { get }

    /// The scripts of the kind, all that any of its figures may need.
    static var scripts: [FigureResource] { get }

    /// The scripts that this figure needs.
    var scripts: [FigureResource] { get }
}

extension DrawnFigure {
    /// The page's own styles suffice.
    public static var styles: [FigureResource] { [] }

    /// There is nothing to be done in the page.
    public static var scripts: [FigureResource] { [] }

    /// All that figures of the kind need.
    public var scripts: [FigureResource] { Self.scripts }
}
