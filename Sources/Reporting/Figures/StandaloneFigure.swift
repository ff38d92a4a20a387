public import Figures

/// A figure as an HTML fragment that looks like in a report wherever it is embedded, with the surrounding page's theme.
///
/// The styles are nested in a rule for the figure's own element, so that they do not affect the page. There is no
/// script: every number is there, but nothing is interactive, and a drawing pad does not work.
struct StandaloneFigure {
    let figure: Figure
    /// A unique name in the page.
    let anchor: String

    var html: String { element.html }

    private var element: Element {
        let drawn = figure.content as? any DrawnFigure
        return Element(
            .div, .id(anchor), .class("stepbook-figure"), Attribute("role", "group"),
            drawn.map { .label($0.alternativeText) }
        ) {
            Element(.style) { Node.markup(SafeMarkup(inside: .style, style)) }
            figure.element(anchor: "\(anchor)-figure")
        }
    }

    private var style: String {
        let basis = [
            PackageResources.colours_css, PackageResources.standalone_css, PackageResources.figures_css,
            PackageResources.tables_css,
        ]
        let text =
            basis.map(StyleMinifier.minified).joined()
            + FigureResources(of: [figure]).styles.map(\.text).joined()
        // The page's colours are declared for the page's root; here the figure is the root. The surrounding page
        // decides whether they are light or dark.
        let own = text.replacing(":root", with: "&").replacing("color-scheme:light dark;", with: "")
        return ".stepbook-figure{\(own)}"
    }
}

extension Figure {
    /// The figure as an HTML fragment that needs no style sheet of the page in which it is embedded.
    ///
    /// It makes no requests.
    ///
    /// - Parameter anchor: a unique name in that page.
    public func standalone(anchor: String = "figure") -> String {
        StandaloneFigure(figure: self, anchor: anchor).html
    }
}
