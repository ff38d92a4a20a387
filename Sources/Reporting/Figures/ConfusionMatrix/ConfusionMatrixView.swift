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
        return Element(.div, .class("confusion")) {
            if let title = matrix.title { Element(.p, .class("figure-title")) { title } }
            Element(.p, .class("note"), .id("\(anchor)-summary")) { Self.summary(of: matrix) }
            ScrollBox(label: matrix.title ?? "Confusion matrix") {
                Element(
                    .table, .class("matrix numbers"), Attribute("aria-describedby", "\(anchor)-summary")
                ) {
                    head
                    Element(.tbody) { for row in matrix.classes.indices { bodyRow(row, imagePlaces) } }
                    foot
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

    private var head: Element {
        Element(.thead) {
            Element(.tr) {
                Element(.th, .class("corner"), .scope("col")) { "true" }
                for name in matrix.classes { Element(.th, .scope("col")) { name } }
                for (index, name) in ["total", "recall", "precision", "F1"].enumerated() {
                    Element(.th, .class(index == 0 ? "measure first" : "measure"), .scope("col")) { name }
                }
            }
        }
    }

    private func bodyRow(_ row: Int, _ imagePlaces: [ConfusionMatrix.Kind: [Int]]) -> Element {
        let total = matrix.actual(row)
        return Element(.tr) {
            Element(.th, .scope("row")) { matrix.classes[row] }
            for (column, count) in matrix.counts[row].enumerated() {
                Element(.td, .class(shade(count, of: total, isRight: row == column))) {
                    if imagePlaces[.init(actual: row, predicted: column)] != nil {
                        Element(
                            .a, .href(to: ConfusionImagesView.anchor(anchor, row, column)),
                            .label(
                                "\(NumberText.grouped(count)), \(matrix.classes[row]) predicted \(matrix.classes[column]): show images"
                            )
                        ) { NumberText.grouped(count) }
                    } else {
                        NumberText.grouped(count)
                    }
                }
            }
            Element(.td, .class("measure first")) { NumberText.grouped(total) }
            for share in [matrix.recall(row), matrix.precision(row), matrix.f1(row)] {
                Element(.td, .class("measure")) { share.map { NumberText.percent($0, decimals: 1) } ?? "–" }
            }
        }
    }

    private var foot: Element {
        Element(.tfoot) {
            Element(.tr) {
                Element(.th, .scope("row")) { "total" }
                for column in matrix.classes.indices {
                    Element(.td) { NumberText.grouped(matrix.predicted(column)) }
                }
                Element(.td, .class("measure first")) { NumberText.grouped(matrix.total) }
                for _ in 0..<3 { Element(.td, .class("measure")) }
            }
        }
    }

    private func shade(_ count: Int, of total: Int, isRight: Bool) -> String {
        guard count > 0, total > 0 else { return "zero" }
        let share = Double(count) / Double(total)
        let level = Self.shades.lastIndex { share >= $0 } ?? 0
        return "\(isRight ? "right" : "wrong") s\(level + 1)"
    }
}
