import Figures
import Workflow

/// Small images in rows, each with its true and its predicted class.
struct ImageGridView {
    let grid: ImageGrid
    /// The figure's unique anchor in the page.
    let anchor: String

    var node: Element {
        ImageFigure(
            name: "image-grid", title: grid.title, isEmpty: grid.items.isEmpty, explanation: explanation,
            table: grid.table, tableLabel: "Data of the images"
        ).node { images }
    }

    @NodeBuilder private var images: [Node] {
        switch Result(catching: { try ImageSpriteView(of: grid, anchor: anchor) }) {
        case .failure(let failure):
            ImageFigure.failure(failure)
        case .success(let sprite):
            sprite.definition
            Element(
                .ul, .class("tiles across-\(columns)\(hasLongGuesses ? " worded" : "")"),
                Attribute("role", "list")
            ) {
                for (place, item) in grid.items.enumerated() { tile(item, sprite, place) }
            }
        }
    }

    /// The maximum number of images in a row, chosen so that the last row is as full as possible.
    private var columns: Int {
        let words = grid.items.flatMap { $0.label.split(separator: " ") }
        // A longer word would be broken under a tenth of the figure's width.
        let areWide = grid.items.contains { !$0.guesses.isEmpty } || words.contains { $0.count > 9 }
        let choices = areWide ? [8, 7, 6] : [10, 9, 8, 7, 6]
        func gaps(_ columns: Int) -> Int { (columns - grid.items.count % columns) % columns }
        return choices.min { (gaps($0), -$0) < (gaps($1), -$1) } ?? 8
    }

    /// Whether a word of a predicted class would be broken behind its mark in a narrow window.
    private var hasLongGuesses: Bool {
        grid.items.contains { item in
            item.guesses.first?.label.split(separator: " ").contains { $0.count > 7 } == true
        }
    }

    private func tile(_ item: ImageGrid.Item, _ sprite: ImageSpriteView, _ place: Int) -> Element {
        ImageTile(
            item: item, drawings: [sprite.drawing(of: place, description: item.description)],
            note: item.loss.map { "loss \(ImageGrid.Item.lossText($0))" }
        ).node
    }

    private var explanation: String {
        var sentences: [String] = []
        if grid.items.count < grid.total {
            sentences.append("\(grid.items.count) of \(NumberText.grouped(grid.total)).")
        }
        if grid.isAugmented == true {
            sentences.append(
                "Augmented, as a training's first epoch sees them; evaluating and explaining take them unchanged."
            )
        }
        if grid.items.contains(where: { !$0.guesses.isEmpty }) {
            let loss = grid.items.contains { $0.loss != nil } ? ", then the loss" : ""
            sentences.append(
                "Under each image its true class, then the predicted class with its confidence\(loss).")
        }
        if grid.items.contains(where: \.isMistake), !grid.items.allSatisfy(\.isMistake) {
            sentences.append("✗ marks a mistake.")
        }
        return sentences.joined(separator: " ")
    }
}
