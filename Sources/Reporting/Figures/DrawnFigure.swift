public import Figures

/// A kind of figure that the report can draw, with its markup, its styles and scripts, and its alternative text.
///
/// Drawing is a separate conformance, so that data and drawing can be in different modules.
public protocol DrawnFigure: FigureContent {
    /// The figure in words, for screen readers: a sentence or more.
    var alternativeText: String { get }

    /// The numbers as a table, for formats without drawings; `nil` if they are no table.
    var table: Table? { get }

    /// The figure's elements, complete without a script.
    ///
    /// - Parameter anchor: a unique name in the page, the prefix of each `id` in the elements.
    func element(anchor: String) -> Element

    /// The styles of the kind beside the page's own, all that its figures may need.
    static var styles: [FigureResource] { get }

    /// The styles that this figure needs.
    var styles: [FigureResource] { get }

    /// The scripts of the kind, all that its figures may need.
    static var scripts: [FigureResource] { get }

    /// The scripts that this figure needs.
    var scripts: [FigureResource] { get }
}

extension DrawnFigure {
    /// None.
    public var table: Table? { nil }

    /// None: the page's own styles are enough.
    public static var styles: [FigureResource] { [] }

    /// None.
    public static var scripts: [FigureResource] { [] }

    /// All that figures of the kind need.
    public var styles: [FigureResource] { Self.styles }

    /// All that figures of the kind need.
    public var scripts: [FigureResource] { Self.scripts }
}
