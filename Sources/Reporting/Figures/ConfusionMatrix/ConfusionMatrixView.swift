import Figures
import Workflow

/// A confusion matrix as a table: a row for each true class, shaded by the share of the row.
struct ConfusionMatrixView {
    let matrix: ConfusionMatrix
    /// The figure's unique anchor in the page.
    let anchor: String

    /// The minimum share of a row for each darker shade; most interesting shares are near 0 and near 1.
    private static let shades = [0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.8]

    var node: Element {
        let imagePlaces = matrix.imagePlaces
        let table = matrix.countTable
        return Element(.div, .class("confusion")) {
            if let title = matrix.title { Element(.p, .class("figure-title")) { title } }
            Element(.p, .class("note"), .id("\(anchor)-summary")) { Self.summary(of: matrix) }
            ScrollBox(label: matrix.title ?? "Confusion matrix") {
                Element(
                    .table, .class("matrix numbers"), Attribute("aria-describedby", "\(anchor)-summary")
                ) {
                    head(table.columns)
                    Element(.tbody) {
                        for (row, cells) in table.rows.dropLast().enumerated() {
                            bodyRow(row, cells.map(\.shownText), imagePlaces)
                        }
                    }
                    foot(table.rows.last?.map(\.shownText) ?? [])
                }
            }.node
            if let images = matrix.images, !images.items.isEmpty {
                ConfusionImagesView(
                    matrix: matrix, images: images, places: imagePlaces, anchor: anchor
                ).nodes
            }
        }
    }

    /// The matrix in a few words.
    static func summary(of matrix: ConfusionMatrix) -> String {
        guard let accuracy = matrix.accuracy else { return "No examples." }
        let right = matrix.classes.indices.reduce(0) { $0 + matrix.counts[$1][$1] }
        return "\(NumberText.grouped(right)) of \(NumberText.grouped(matrix.total)) right "
            + "(\(NumberText.percent(accuracy, decimals: 2))). Rows are true classes, columns what was predicted; "
            + "shaded by the share of the row."
    }

    /// The texts of a row, or the columns' names: of the row itself, of the classes, of the measures.
    private func split(
        _ texts: [String]
    ) -> (name: String, counts: ArraySlice<String>, measures: ArraySlice<String>) {
        let rest = texts.dropFirst()
        return (
            texts.first ?? "", rest.prefix(matrix.classes.count), rest.dropFirst(matrix.classes.count)
        )
    }

    private func head(_ columns: [String]) -> Element {
        let parts = split(columns)
        return Element(.thead) {
            Element(.tr) {
                Element(.th, .class("corner"), .scope("col")) { parts.name }
                for name in parts.counts { columnHead(name) }
                for (index, name) in parts.measures.enumerated() {
                    Element(.th, Self.measure(index), .scope("col")) { name }
                }
            }
        }
    }

    /// A class's name above its column: from the bottom to the top where there are long ones, or few columns would fit.
    private func columnHead(_ name: String) -> Element {
        guard matrix.classes.contains(where: { $0.count > Self.longestLevelName }) else {
            return Element(.th, .scope("col")) { name }
        }
        return Element(.th, .class("upward"), .scope("col")) { Element(.span) { BreakableName(name).nodes } }
    }

    /// The most characters of a class's name that are written from left to right above its column.
    private static let longestLevelName = 12

    private func bodyRow(
        _ row: Int, _ texts: [String], _ imagePlaces: [ConfusionMatrix.Kind: [Int]]
    ) -> Element {
        let parts = split(texts)
        let total = matrix.actual(row)
        return Element(.tr) {
            Element(.th, .scope("row")) { parts.name }
            for (column, text) in parts.counts.enumerated() {
                Element(
                    .td, .class(shade(matrix.counts[row][column], of: total, isRight: row == column))
                ) {
                    if imagePlaces[.init(actual: row, predicted: column)] != nil {
                        Element(
                            .a, .href(to: ConfusionImagesView.anchor(anchor, row, column)),
                            .label(
                                "\(text), \(parts.name) predicted \(matrix.classes[column]): show images")
                        ) { text }
                    } else {
                        text
                    }
                }
            }
            for (index, text) in parts.measures.enumerated() {
                Element(.td, Self.measure(index)) { text }
            }
        }
    }

    private func foot(_ texts: [String]) -> Element {
        let parts = split(texts)
        return Element(.tfoot) {
            Element(.tr) {
                Element(.th, .scope("row")) { parts.name }
                for text in parts.counts { Element(.td) { text } }
                for (index, text) in parts.measures.enumerated() {
                    Element(.td, Self.measure(index)) { text }
                }
            }
        }
    }

    /// The class of a column of measures; a rule divides the first one from the counts.
    private static func measure(_ index: Int) -> Attribute {
        .class(index == 0 ? "measure first" : "measure")
    }

    private func shade(_ count: Int, of total: Int, isRight: Bool) -> String {
        guard count > 0, total > 0 else { return "zero" }
        let share = Double(count) / Double(total)
        let level = Self.shades.lastIndex { share >= $0 } ?? 0
        return "\(isRight ? "right" : "wrong") s\(level + 1)"
    }
}
