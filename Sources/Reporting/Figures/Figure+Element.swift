import Figures

extension Figure {
    /// The figure's elements, or words where nobody said how its kind is drawn.
    ///
    /// - Parameter anchor: a name that nothing else in the page has.
    func element(anchor: String) -> Element {
        guard let drawn = content as? any DrawnFigure else {
            return Element(.p, .class("note failure")) {
                "Figures of the kind '\(kind)' cannot be drawn: the program in which their step stands does not say how, "
                    + "with a conformance to DrawnFigure."
            }
        }
        return drawn.element(anchor: anchor)
    }
}
