import Figures
import Workflow

extension HeatMapGrid {
    /// Of each image the classes, and where its heat lies.
    var heatTable: Table? {
        guard !images.items.isEmpty else { return nil }
        let rows = images.items.enumerated().map { index, item -> [Table.Cell] in
            let guess = item.guesses.first
            let place = HeatPlace(of: index, in: self)
            func share(_ path: KeyPath<HeatPlace, Double>) -> Table.Cell {
                .text(place.map { NumberText.percent($0[keyPath: path], decimals: 0) } ?? "")
            }
            return [
                .integer(item.index), .text(item.label), .text(guess?.label ?? ""),
                .text(guess.map { NumberText.percent($0.probability, decimals: 1) } ?? ""),
                .text(labels[index]), .text(place?.words ?? "none"), share(\.across), share(\.down),
                share(\.area),
            ]
        }
        return Table(
            title: title,
            columns: [
                "image", "class", "predicted", "confidence", "heat for", "centre of the heat",
                "from the left", "from the top", "pixels above half",
            ], rows: rows)
    }
}
