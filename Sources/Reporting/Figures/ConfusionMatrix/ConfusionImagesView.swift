import Figures
import Workflow

/// The images behind the numbers of a confusion matrix. Following a number's link shows its images, without a script.
struct ConfusionImagesView {
    let matrix: ConfusionMatrix
    let images: ImageGrid
    /// The indices in `images` of each number's images.
    let places: [ConfusionMatrix.Kind: [Int]]
    /// The figure's unique anchor in the page.
    let anchor: String

    /// The anchor of a number's images, by its row and column.
    static func anchor(_ figure: String, _ row: Int, _ column: Int) -> String {
        "\(figure)-\(row + 1)-\(column + 1)"
    }

    @NodeBuilder var nodes: [Node] {
        switch Result(catching: { try ImageSpriteView(of: images, anchor: anchor) }) {
        case .failure(let failure):
            ImageFigure.failure(failure)
        case .success(let sprite):
            sprite.definition
            Element(.p, .class("note choose")) { "A number that is underlined shows its images." }
            for row in matrix.classes.indices {
                for column in matrix.classes.indices {
                    if let places = places[.init(actual: row, predicted: column)] {
                        pair(row, column, places, sprite)
                    }
                }
            }
        }
    }

    private func pair(_ row: Int, _ column: Int, _ places: [Int], _ sprite: ImageSpriteView) -> Element {
        let count = matrix.counts[row][column]
        return Element(
            .div, .class("pair"), .id(Self.anchor(anchor, row, column))
        ) {
            Element(.p) {
                Element(.b) { matrix.classes[row] }
                " predicted "
                Element(.b) { matrix.classes[column] }
                places.count < count ? ", \(places.count) of \(NumberText.grouped(count))" : ""
            }
            Element(.ul, .class("tiles"), Attribute("role", "list")) {
                for place in places {
                    let item = images.items[place]
                    Element(.li) {
                        sprite.drawing(of: place, description: item.description)
                        Element(.span, .class("probability")) {
                            item.guesses.first.map { NumberText.confidence($0.probability) } ?? ""
                        }
                    }
                }
            }
        }
    }
}
