import Figures
import Foundation

/// A network as a table, with a drawing of each layer's output and of its share of the costs.
struct NetworkDiagramView {
    let diagram: NetworkDiagram

    /// The side of a shape's drawing.
    private static let side = 46.0

    /// The number of characters of a name from which a narrow page may break it: `globalAveragePool2d`.
    private static let longName = 12

    var node: Element {
        let table = diagram.layerTable
        let texts = table.rows.map { $0.map(\.shownText) }
        let total = texts[texts.count - 1]
        return Element(.div, .class("network")) {
            if let title = diagram.title { Element(.p, .class("figure-title")) { title } }
            ScrollBox(label: diagram.title ?? "The network's layers") {
                Element(.table) {
                    Element(.thead) {
                        Element(.tr) {
                            Element(.td) { "" }
                            for name in table.columns.prefix(2) { Element(.th, .scope("col")) { name } }
                            for name in table.columns.dropFirst(2) {
                                Element(.th, .class("number"), .scope("col")) { name }
                            }
                        }
                    }
                    Element(.tbody) {
                        row("image", "", diagram.input, texts[0], isDrawn: true)
                        for (index, layer) in diagram.layers.enumerated() {
                            let before = index == 0 ? diagram.input : diagram.layers[index - 1].output
                            row(
                                layer.name, layer.detail, layer.output, texts[index + 1],
                                isDrawn: layer.output != before, depth: layer.depth ?? 0,
                                costs: [
                                    (layer.parameters, diagram.parameters),
                                    (layer.multiplyAdds, diagram.multiplyAdds),
                                ])
                        }
                    }
                    Element(.tfoot) {
                        Element(.tr) {
                            Element(.td) { "" }
                            Element(.th, .scope("row"), Attribute("colspan", "2")) {
                                total[0]
                            }
                            for text in total.suffix(2) {
                                Element(.td, .class("number")) { text }
                            }
                        }
                    }
                }
            }.node
        }
    }

    private func row(
        _ name: String, _ detail: String, _ shape: [Int], _ texts: [String], isDrawn: Bool,
        depth: Int = 0, costs: [(count: Int, all: Int)] = []
    ) -> Element {
        Element(.tr, .class((isDrawn ? "drawn" : "same") + (depth > 0 ? " within-\(min(depth, 3))" : ""))) {
            Element(.td, .class("shape")) { if isDrawn { drawing(of: shape) } }
            Element(.th, .scope("row")) {
                Element(.code) { if name.count > Self.longName { BreakableName(name).nodes } else { name } }
                if !detail.isEmpty { Element(.span, .class("detail")) { " " + detail } }
            }
            Element(.td) { texts[1] }
            if costs.isEmpty { for text in texts.suffix(2) { Element(.td) { text } } }
            for (cost, text) in zip(costs, texts.suffix(2)) {
                Element(.td, .class("number")) {
                    if cost.count > 0 {
                        text
                        bar(Double(cost.count) / Double(max(cost.all, 1)))
                    }
                }
            }
        }
    }

    /// A share of the whole.
    private func bar(_ share: Double) -> Element {
        Element(
            .svg, .class("bar"), Attribute("viewBox", "0 0 100 4"), Attribute("preserveAspectRatio", "none"),
            .hidden
        ) {
            Element(.rect, .class("track"), Attribute("width", "100"), Attribute("height", "4"))
            Element(
                .rect, .class("filling"), Attribute("x", 100 - 100 * share),
                Attribute("width", 100 * share), Attribute("height", "4"))
        }
    }

    /// Images as a stack of sheets, more of them for more channels; a row of numbers as a bar.
    private func drawing(of shape: [Int]) -> Element {
        Element(
            .svg, Attribute("viewBox", "0 0 \(Int(Self.side)) \(Int(Self.side))"),
            Attribute("width", "\(Int(Self.side))"), Attribute("height", "\(Int(Self.side))"), .hidden
        ) {
            if shape.count == 3 { sheets(shape) } else { column(shape.first ?? 1) }
        }
    }

    private func sheets(_ shape: [Int]) -> [Node] {
        let largest = Double(max(diagram.input.dropFirst().max() ?? 1, 1))
        let count = min(6, 1 + Int(log2(Double(max(shape[0], 1)))))
        let distance = 2.4
        let room = Self.side - 2 - 5 * distance
        func size(_ length: Int) -> Double { max(4, room * min(1, Double(length) / largest)) }
        let (height, width) = (size(shape[1]), size(shape[2]))
        let left = (Self.side - width - Double(count - 1) * distance) / 2
        let top = (Self.side - height - Double(count - 1) * distance) / 2
        return (0..<count).reversed().map { place in
            .element(
                Element(
                    .rect, .class("sheet"), Attribute("x", left + Double(place) * distance),
                    Attribute("y", top + Double(count - 1 - place) * distance), Attribute("width", width),
                    Attribute("height", height)))
        }
    }

    private func column(_ count: Int) -> [Node] {
        let most = diagram.layers.map(\.output).filter { $0.count == 1 }.compactMap(\.first).max() ?? 1
        let share = log2(Double(max(count, 1)) + 1) / log2(Double(max(most, 1)) + 1)
        let height = max(6, (Self.side - 4) * share)
        return [
            .element(
                Element(
                    .rect, .class("sheet"), Attribute("x", Self.side / 2 - 3),
                    Attribute("y", (Self.side - height) / 2), Attribute("width", 6),
                    Attribute("height", height)))
        ]
    }
}
