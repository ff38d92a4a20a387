/// The page's one style sheet.
enum Stylesheet {
    /// The style sheet's text.
    static let text = [
        colours, typography, layout, code, cells, charts, images, predictions, pads, network, tables, print,
    ]
    .joined(separator: "\n")
}
