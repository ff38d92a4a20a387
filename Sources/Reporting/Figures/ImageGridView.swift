import Figures
import Workflow

/// Small images in rows, each with what it is and what it was taken for.
///
/// All images come from one PNG. Grey ones are drawn as a mask over the colour of the text, so that ink is dark on
/// a light page and light on a dark one.
struct ImageGridView {
    let grid: ImageGrid
    /// A name for this figure that nothing else in the page has.
    let anchor: String

    private var isGrey: Bool { grid.channels == 1 }

    var node: Element {
        Element(.div, .class("image-grid")) {
            if let title = grid.title { Element(.p, .class("figure-title")) { title } }
            if grid.items.isEmpty {
                Element(.p, .class("note")) { "No images." }
            } else {
                images
                Element(.p, .class("note")) { explanation }
            }
        }
    }

    @NodeBuilder private var images: [Node] {
        let sprite = ImageSprite(of: grid)
        switch Result(catching: sprite.encoded) {
        case .failure(let failure):
            Element(.p, .class("note failure")) { "The images could not be drawn: \(failure)." }
        case .success(let image):
            definition(of: image, sprite)
            Element(.ul, .class("tiles across-\(columns)"), Attribute("role", "list")) {
                for (place, item) in grid.items.enumerated() { tile(item, at: sprite.origin(of: place)) }
            }
        }
    }

    /// How many images stand in a row where there is room: so many that the last row is as full as can be.
    private var columns: Int {
        let choices = grid.items.contains { !$0.guesses.isEmpty } ? [8, 7, 6] : [10, 9, 8, 7, 6]
        func gaps(_ columns: Int) -> Int { (columns - grid.items.count % columns) % columns }
        return choices.min { (gaps($0), -$0) < (gaps($1), -$1) } ?? 8
    }

    /// The sprite, drawn nowhere itself; the tiles refer to it.
    private func definition(of image: PNGImage, _ sprite: ImageSprite) -> Element {
        let picture = Element(
            .image, isGrey ? nil : .id("\(anchor)-sprite"), Attribute("href", image.address),
            Attribute("width", "\(sprite.width)"), Attribute("height", "\(sprite.height)"))
        return Element(
            .svg, .class("sprite"), Attribute("width", "0"), Attribute("height", "0"), .hidden,
            Attribute("focusable", "false")
        ) {
            Element(.defs) {
                if isGrey {
                    Element(
                        .mask, .id("\(anchor)-sprite"), Attribute("maskUnits", "userSpaceOnUse"),
                        Attribute("x", "0"), Attribute("y", "0"), Attribute("width", "\(sprite.width)"),
                        Attribute("height", "\(sprite.height)")
                    ) { picture }
                } else {
                    picture
                }
            }
        }
    }

    private func tile(_ item: ImageGrid.Item, at origin: (x: Int, y: Int)) -> Element {
        let description = description(of: item)
        return Element(.li, item.isMistake ? .class("mistake") : nil) {
            Element(
                .svg, Attribute("viewBox", "\(origin.x) \(origin.y) \(grid.width) \(grid.height)"),
                Attribute("role", "img"), .label(description)
            ) {
                Element(.title) { description }
                if isGrey {
                    Element(
                        .rect, Attribute("x", "\(origin.x)"), Attribute("y", "\(origin.y)"),
                        Attribute("width", "\(grid.width)"), Attribute("height", "\(grid.height)"),
                        Attribute("mask", "url(#\(anchor)-sprite)"))
                } else {
                    Element(.use, .href(to: "\(anchor)-sprite"))
                }
            }
            Element(.span, .class("truth")) { item.label }
            if let guess = item.guesses.first {
                Element(.span, .class(item.isMistake ? "guess wrong" : "guess right")) {
                    Element(.span, .hidden) { item.isMistake ? "✗\u{A0}" : "✓\u{A0}" }
                    guess.label
                }
                Element(.span, .class("probability")) { Self.sureness(guess.probability) }
            }
        }
    }

    /// A probability in whole percent; nothing but certainty itself is called 100 %.
    private static func sureness(_ probability: Double) -> String {
        probability < 1 && probability >= 0.995
            ? ">99\u{A0}%" : NumberText.percent(probability, decimals: 0)
    }

    private func description(of item: ImageGrid.Item) -> String {
        var text = "Image \(NumberText.grouped(item.index)): \(item.label)"
        guard !item.guesses.isEmpty else { return text }
        text += item.isMistake ? ", mistaken for " : ", recognized as "
        text += item.guesses.prefix(3)
            .map { "\($0.label) (\(NumberText.percent($0.probability, decimals: 1)))" }
            .joined(separator: ", then ")
        return text
    }

    private var explanation: String {
        var sentences: [String] = []
        if grid.items.count < grid.total {
            sentences.append("\(grid.items.count) of \(NumberText.grouped(grid.total)).")
        }
        if grid.items.contains(where: { !$0.guesses.isEmpty }) {
            sentences.append("Under each image its class, then what it was taken for and how surely.")
        }
        if grid.items.contains(where: \.isMistake), !grid.items.allSatisfy(\.isMistake) {
            sentences.append("✗ marks a mistake.")
        }
        return sentences.joined(separator: " ")
    }
}
