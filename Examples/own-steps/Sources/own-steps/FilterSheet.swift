import Figures
import Reporting
import Workflow

/// The filters of a convolution: the numbers that the cache stores.
struct FilterSheet: FigureContent {
    static let kind = "filterSheet"

    var title: String?
    /// The size of a filter in weights.
    let height: Int
    let width: Int
    /// Each filter's weights, row by row.
    let filters: [[Float]]

    var isPossible: Bool {
        (1...64).contains(height) && (1...64).contains(width)
            && filters.allSatisfy { $0.count == height * width && $0.allSatisfy(\.isFinite) }
    }
}

/// How the report draws them: a square for each weight, in one colour above 0 and in another below.
extension FilterSheet: DrawnFigure {
    static let styles = [
        FigureResource(
            "filters",
            """
            .filters{display:flex;flex-wrap:wrap;gap:.75rem;margin:0}
            .filters li{margin:0}
            .filters svg{display:block;width:4.5rem;height:auto;background:var(--panel)}
            """)
    ]

    var alternativeText: String { "\(filters.count) filters of \(height) by \(width) weights." }

    func element(anchor: String) -> Element {
        let largest = filters.joined().map(\.magnitude).max() ?? 0
        return Element(.ul, .class("filters"), Attribute("role", "list")) {
            for (place, filter) in filters.enumerated() {
                Element(.li) { drawing(of: filter, called: "Filter \(place + 1)", largest: largest) }
            }
        }
    }

    private func drawing(of filter: [Float], called name: String, largest: Float) -> Element {
        Element(.svg, Attribute("viewBox", "0 0 \(width) \(height)"), Attribute("role", "img")) {
            Element(.title) { "\(name), weights from \(text(filter.min())) to \(text(filter.max()))" }
            for (place, weight) in filter.enumerated() {
                Element(
                    .rect, .class(weight < 0 ? "c1" : "c0"), Attribute("fill", "currentColor"),
                    Attribute(
                        "fill-opacity",
                        NumberText.fixed(Double(largest > 0 ? weight.magnitude / largest : 0), decimals: 2)),
                    Attribute("x", "\(place % width)"), Attribute("y", "\(place / width)"),
                    Attribute("width", "1"), Attribute("height", "1"))
            }
        }
    }

    private func text(_ weight: Float?) -> String { NumberText.fixed(Double(weight ?? 0), decimals: 2) }
}
