import Figures
import Images

/// The images of a grid, all drawn from one PNG.
///
/// Grey ones are drawn as a mask over the text colour, so that ink is dark on a light page and light on a dark one.
struct ImageSpriteView {
    /// The sprite, which is not drawn itself; the drawings refer to it.
    let definition: Element

    private let sprite: ImageSprite
    private let grid: ImageGrid
    private let anchor: String

    /// Makes the images of a grid.
    ///
    /// - Parameter anchor: the figure's unique anchor in the page.
    /// - Throws: if libpng cannot write them.
    init(of grid: ImageGrid, anchor: String) throws {
        self.grid = grid
        self.anchor = anchor
        sprite = ImageSprite(of: grid)
        definition = Self.definition(of: try sprite.encoded(), sprite, isGrey: grid.channels == 1, anchor)
    }

    private static func definition(
        of image: PNGImage, _ sprite: ImageSprite, isGrey: Bool, _ anchor: String
    ) -> Element {
        let picture = Element(
            .image, isGrey ? nil : .id("\(anchor)-sprite"), Attribute("href", image.address),
            Attribute("width", "\(sprite.width)"), Attribute("height", "\(sprite.height)"))
        return Element(
            .svg, .class("sprite"), Attribute("width", "0"), Attribute("height", "0"), .hidden
        ) {
            Element(.defs) {
                if isGrey {
                    Element(
                        .mask, .id("\(anchor)-mask"), Attribute("maskUnits", "userSpaceOnUse"),
                        Attribute("x", "0"), Attribute("y", "0"), Attribute("width", "\(sprite.width)"),
                        Attribute("height", "\(sprite.height)")
                    ) { picture }
                    Element(
                        .rect, .id("\(anchor)-sprite"), Attribute("width", "\(sprite.width)"),
                        Attribute("height", "\(sprite.height)"), Attribute("mask", "url(#\(anchor)-mask)"))
                } else {
                    picture
                }
            }
        }
    }

    /// One of the images.
    ///
    /// - Parameters:
    ///   - description: the alternative text and tooltip.
    ///   - heat: as many images of the same size, which are drawn over these; `nil` for none.
    func drawing(of place: Int, description: String, under heat: ImageSpriteView? = nil) -> Element {
        let origin = sprite.origin(of: place)
        return Element(
            .svg, Attribute("viewBox", "\(origin.x) \(origin.y) \(grid.width) \(grid.height)"),
            Attribute("role", "img")
        ) {
            Element(.title) { description }
            Element(.use, .href(to: "\(anchor)-sprite"))
            if let heat { Element(.use, .class("heat"), .href(to: "\(heat.anchor)-sprite")) }
        }
    }
}
