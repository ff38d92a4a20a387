/// The page's one style sheet.
enum Stylesheet {
    /// The style sheet's text.
    static let text = [
        colours, typography, layout, code, cells, charts, images, predictions, pads, network, tables, print,
    ]
    .joined(separator: "\n").withoutNeedlessBlanks
}

extension String {
    /// The rules without the blanks that only people need, which are a tenth of a style sheet.
    ///
    /// A colon is taken together with the blank behind it alone: the blank before one can stand between selectors.
    fileprivate var withoutNeedlessBlanks: String {
        [
            (" { ", "{"), (" {\n", "{"), (" }", "}"), ("}\n", "}"), ("; ", ";"), (";\n", ";"), (": ", ":"),
            (", ", ","),
        ]
        .reduce(self) { $0.replacing($1.0, with: $1.1) }
    }
}
