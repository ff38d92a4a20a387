public import Figures
import Workflow

extension ImageGrid: DrawnFigure {
    /// The number of images and their classes, in words.
    public var alternativeText: String {
        guard !items.isEmpty else { return "No images." }
        let mistakes = items.count(where: \.isMistake)
        return "\(NumberText.grouped(items.count)) images: \(items.map(\.label).joined(separator: ", "))."
            + (mistakes > 0 ? " \(NumberText.grouped(mistakes)) of them are mistakes." : "")
    }

    /// The classes, predictions and losses of images that are shown by their losses; `nil` for others.
    public var table: Table? {
        let rows = items.compactMap { item -> [Table.Cell]? in
            guard let loss = item.loss, let guess = item.guesses.first else { return nil }
            return [
                .integer(item.index), .text(item.label), .text(guess.label),
                .text(NumberText.percent(guess.probability, decimals: 1)), .text(Item.lossText(loss)),
            ]
        }
        guard !rows.isEmpty else { return nil }
        return Table(
            title: title, columns: ["image", "class", "predicted", "confidence", "loss"], rows: rows)
    }

    /// The images in rows.
    public func element(anchor: String) -> Element { ImageGridView(grid: self, anchor: anchor).node }

    /// The style of image grids.
    public static let styles: [FigureResource] = [.style("images", PackageResources.images_css, place: 1)]

    /// The script that filters the images by class.
    public static let scripts: [FigureResource] = [
        .script("filtering", PackageResources.filtering_js, place: 0)
    ]
}
