import Figures

/// What figures of small images have in common: a title, the images with what explains them, and the data.
struct ImageFigure {
    /// The figure's class in the page's styles.
    let name: String
    let title: String?
    /// Whether there is no image.
    let isEmpty: Bool
    /// The sentences below the images.
    let explanation: String
    /// The numbers behind the figure; `nil` for none.
    let table: Table?
    /// The accessible name of the table.
    let tableLabel: String

    /// The figure around its images.
    func node(@NodeBuilder images: () -> [Node]) -> Element {
        Element(.div, .class(name)) {
            if let title { Element(.p, .class("figure-title")) { title } }
            if isEmpty {
                Element(.p, .class("note")) { "No images." }
            } else {
                images()
                Element(.p, .class("note")) { explanation }
                if let table {
                    FoldedTable(table: table, rowCount: table.rows.count, label: tableLabel).node
                }
            }
        }
    }

    /// The sentence in the place of images that cannot be drawn.
    static func failure(_ problem: any Error) -> Element {
        Element(.p, .class("note failure")) { "The images could not be drawn: \(problem)." }
    }
}
