/// The vertical axis of a chart: a grid line and a label for each tick.
struct VerticalAxis {
    let layout: ChartLayout

    var element: Element {
        Element(.g, .class("axis")) {
            for tick in layout.vertical.ticks {
                let y = layout.y(tick)
                Element(
                    .line, .class(tick == layout.vertical.domain.lowerBound ? "base" : "rule"),
                    Attribute("x1", layout.left), Attribute("x2", layout.right), Attribute("y1", y),
                    Attribute("y2", y))
                Element(
                    .text, Attribute("x", layout.left - 7), Attribute("y", y), Attribute("dy", ".35em"),
                    Attribute("text-anchor", "end")
                ) { layout.verticalLabel.text(tick) }
            }
        }
    }
}
