import Figures

extension Figure {
    /// Whether it is the folded numbers behind the figure before it.
    var isFolded: Bool { (content as? Table)?.isFolded == true }

    /// The figure's elements, or a message if its kind cannot be drawn.
    ///
    /// - Parameter anchor: a unique name in the page.
    func element(anchor: String) -> Element {
        guard let drawn = content as? any DrawnFigure else {
            return Element(.p, .class("note failure")) {
                "Figures of the kind '\(kind)' cannot be drawn: the program of their step has no conformance of it "
                    + "to DrawnFigure."
            }
        }
        return drawn.element(anchor: anchor)
    }
}
