import Figures
import FoundationEssentials
import Images
import Workflow

/// Images in rows, each beside itself under its heat map, with its true and its predicted class.
struct HeatMapGridView {
    let grid: HeatMapGrid
    /// The figure's unique anchor in the page.
    let anchor: String

    var node: Element {
        ImageFigure(
            name: "heat-maps", title: grid.title, isEmpty: grid.images.items.isEmpty,
            explanation: explanation, table: grid.table, tableLabel: "Data of the heat maps"
        ).node { images }
    }

    @NodeBuilder private var images: [Node] {
        switch Result(catching: sprites) {
        case .failure(let failure):
            ImageFigure.failure(failure)
        case .success(let sprites):
            sprites.images.definition
            sprites.heat.definition
            Element(.ul, .class("tiles pairs"), Attribute("role", "list")) {
                for (place, item) in grid.images.items.enumerated() { tile(item, sprites, place) }
            }
            scale(sprites.scale)
        }
    }

    private func sprites() throws -> (images: ImageSpriteView, heat: ImageSpriteView, scale: PNGImage) {
        let images = grid.images
        let colours = ImageGrid(
            width: images.width, height: images.height, channels: 3,
            pixels: HeatColours.pixels(of: grid.heat),
            items: images.items, total: images.total)
        let levels = HeatColours.table
        return (
            try ImageSpriteView(of: images, anchor: anchor),
            try ImageSpriteView(of: colours, anchor: "\(anchor)-heat"),
            try PNGImage(samples: Data(levels.joined()), width: levels.count, height: 1, channels: 3)
        )
    }

    private func tile(
        _ item: ImageGrid.Item, _ sprites: (images: ImageSpriteView, heat: ImageSpriteView, scale: PNGImage),
        _ place: Int
    ) -> Element {
        ImageTile(
            item: item,
            drawings: [
                sprites.images.drawing(of: place, description: item.description),
                sprites.images.drawing(of: place, description: description(of: place), under: sprites.heat),
            ], note: isForOther(place) ? "heat for \(grid.labels[place])" : nil
        ).node
    }

    /// Whether the heat is for another class than the predicted one.
    private func isForOther(_ place: Int) -> Bool {
        grid.images.items[place].guesses.first?.label != grid.labels[place]
    }

    /// Where the heat of an image lies, in words.
    private func description(of place: Int) -> String {
        let start =
            "Heat map of image \(NumberText.grouped(grid.images.items[place].index)) for \(grid.labels[place]): "
        guard let heat = HeatPlace(of: place, in: grid) else { return start + "no heat" }
        return start
            + "centred \(heat.phrase), with half of the maximum or more at \(NumberText.percent(heat.area, decimals: 0)) of the pixels"
    }

    /// The colours in their order.
    private func scale(_ colours: PNGImage) -> Element {
        Element(.p, .class("note heat-scale")) {
            "no heat"
            Element(
                .svg, Attribute("viewBox", "0 0 256 1"), Attribute("preserveAspectRatio", "none"), .hidden
            ) {
                Element(
                    .image, Attribute("href", colours.address), Attribute("width", "256"),
                    Attribute("height", "1"), Attribute("preserveAspectRatio", "none"))
            }
            "the image's most"
        }
    }

    private var explanation: String {
        let items = grid.images.items
        var sentences: [String] = []
        if items.count < grid.images.total {
            sentences.append("\(items.count) of \(NumberText.grouped(grid.images.total)).")
        }
        sentences.append(grid.method.meaning)
        let isPredicted = items.indices.allSatisfy { !isForOther($0) }
        sentences.append(
            "Under each image its true class, then the predicted class\(isPredicted ? ", which the heat is for," : "") with its confidence."
        )
        if items.indices.contains(where: { HeatPlace(of: $0, in: grid) == nil }) {
            sentences.append(grid.method.meaningOfNone)
        }
        if items.contains(where: \.isMistake), !items.allSatisfy(\.isMistake) {
            sentences.append("✗ marks a mistake.")
        }
        return sentences.joined(separator: " ")
    }
}
