import Figures
import Workflow

/// One of the small images of a figure: its drawings, and below them its true class, its predicted one, and further words.
struct ImageTile {
    let item: ImageGrid.Item
    /// The image, as often as it is drawn.
    let drawings: [Element]
    /// What follows the confidence, such as the image's loss; `nil` for nothing.
    let note: String?

    var node: Element {
        Element(.li, item.isMistake ? .class("mistake") : nil) {
            drawings
            Element(.span, .class("truth")) { item.label }
            if let guess = item.guesses.first {
                Element(.span, .class(item.isMistake ? "guess wrong" : "guess right")) {
                    Element(.span, .hidden) { item.isMistake ? "✗\u{A0}" : "✓\u{A0}" }
                    guess.label
                }
                Element(.span, .class("probability")) { NumberText.confidence(guess.probability) }
            }
            if let note { Element(.span, .class("probability")) { note } }
        }
    }
}
