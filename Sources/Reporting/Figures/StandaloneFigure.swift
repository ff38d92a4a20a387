public import Figures

/// A figure as a piece of HTML that looks as it does in a report wherever it is put, light or dark as the page around it.
///
/// The styles are nested in a rule for the figure's own element, so that they change nothing beside it. There is no
/// script in it: every number is there, but nothing answers a pointer, and on a drawing pad nobody can draw.
struct StandaloneFigure {
    let figure: Figure
    /// A name that nothing else in the page has.
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
        // The page's colours are declared for the page's root; here the figure is its own. Whether they are the light or the
        // dark ones is the business of the page around it.
        let own = text.replacing(":root", with: "&").replacing("color-scheme:light dark;", with: "")
        return ".stepbook-figure{\(own)}"
    }
}

extension Figure {
    /// The figure as a piece of HTML that needs no style sheet of the page that it is put into.
    ///
    /// Nothing in it asks for anything from anywhere.
    ///
    /// - Parameter anchor: a name that nothing else in that page has.
    public func standalone(anchor: String = "figure") -> String {
        StandaloneFigure(figure: self, anchor: anchor).html
    }
}
