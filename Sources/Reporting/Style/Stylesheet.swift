/// The page's one style sheet.
enum Stylesheet {
    /// The style sheet's text.
    ///
    /// - Parameter kinds: the figures that there are in the page.
    static func text(for kinds: FigureKinds) -> String {
        let basis = [colours, typography, layout, code, cells]
        // Images and pads tell guesses as the reading of a picture does.
        let figures: [(FigureKinds, String)] = [
            (.charts, charts), ([.images, .pads, .predictions], images),
            ([.pads, .predictions], predictions),
            (.pads, pads), (.networks, network), (.differences, differences),
        ]
        let parts = basis + figures.filter { !$0.0.isDisjoint(with: kinds) }.map(\.1) + [tables, print]
        return parts.joined(separator: "\n").withoutNeedlessBlanks
    }
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
