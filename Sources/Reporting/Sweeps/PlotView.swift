import Figures

/// Marks in a layout as one drawing, with a name and with the words for those who do not see it.
struct PlotView {
    /// The name above the drawing.
    let title: String
    /// The drawing in words.
    let words: String
    let layout: ChartLayout
    /// The marks from the bottom to the top, each group with its CSS classes.
    let groups: [(classes: String, marks: [any Mark])]
    /// The drawing's unique anchor in the page.
    let anchor: String

    var node: Element {
        Element(.div, .class("panel")) {
            Element(.p, .class("panel-title")) { title }
            Element(
                .svg, .class("chart"), Attribute("role", "img"),
                Attribute("viewBox", "0 0 \(Int(layout.size.width)) \(Int(layout.size.height))"),
                Attribute("aria-labelledby", "\(anchor)-title \(anchor)-desc")
            ) {
                Element(.title, .id("\(anchor)-title")) { title }
                Element(.desc, .id("\(anchor)-desc")) { words }
                VerticalAxis(layout: layout).element
                HorizontalAxis(layout: layout).element
                for (classes, marks) in groups {
                    Element(.g, .class(classes)) { for mark in marks { mark.nodes(in: layout) } }
                }
            }
        }
    }
}

extension [ChartPoint] {
    /// The vertical or horizontal pieces between pairs of points, as one interrupted line.
    static func pieces(_ pairs: [(ChartPoint, ChartPoint)]) -> [ChartPoint] {
        pairs.flatMap { [$0, $1, ChartPoint(x: .nan, y: .nan)] }
    }
}

extension Array {
    /// At most some of the elements, at even distances, the first and the last among them.
    ///
    /// - Precondition: `count` is at least 2.
    func sampled(_ count: Int) -> [Element] {
        self.count <= count ? self : (0..<count).map { self[$0 * (self.count - 1) / (count - 1)] }
    }
}
