/// The horizontal axis of a chart: a mark and a label for each tick, and the axis' name.
struct HorizontalAxis {
    let layout: ChartLayout

    var element: Element {
        let size = layout.size
        let baseline = layout.bottom + 1.5 * size.fontSize
        return Element(.g, .class("axis")) {
            for tick in ticks {
                let x = layout.x(tick)
                Element(
                    .line, .class("tick"), Attribute("x1", x), Attribute("x2", x),
                    Attribute("y1", layout.bottom), Attribute("y2", layout.bottom + 5))
                Element(
                    .text, Attribute("x", x), Attribute("y", baseline), Attribute("text-anchor", "middle")
                ) { layout.horizontalLabel.text(tick) }
            }
            if layout.isAxisNameBelow {
                Element(
                    .text, .class("name"), Attribute("x", layout.right),
                    Attribute("y", baseline + 1.3 * size.fontSize), Attribute("text-anchor", "end")
                ) { layout.axisName }
            } else {
                Element(
                    .text, .class("name"), Attribute("x", layout.axisNameStart), Attribute("y", baseline)
                ) { layout.axisName }
            }
        }
    }

    /// The ticks whose labels do not overlap; the last one is kept.
    var ticks: [Double] {
        var kept: [Double] = []
        var limit = Double.infinity
        for tick in layout.horizontal.ticks.reversed() {
            let half = layout.size.width(of: layout.horizontalLabel.text(tick)) / 2
            guard layout.x(tick) + half + 6 <= limit else { continue }
            kept.append(tick)
            limit = layout.x(tick) - half
        }
        return kept.reversed()
    }
}
