import Workflow

/// The difference of two texts, with a sign before each line.
struct TextDifferenceView {
    let difference: TextDifference

    var node: Element {
        if difference.isNone { return Element(.p) { "Both ran the same text." } }
        if difference.lines.isEmpty {
            return Element(.p) {
                "The texts differ only in line endings, or in the encoding of characters."
            }
        }
        return Element(
            .pre, .class("difference"), Attribute("role", "group"), Attribute("tabindex", "0"),
            .label("The notebooks' differences")
        ) {
            Element(.code) { for line in difference.lines { self.line(line) } }
        }
    }

    private func line(_ line: TextDifference.Line) -> Element {
        switch line {
        case .kept(let text): Element(.span) { "  \(text)" }
        case .removed(let text): Element(.span, .class("removed")) { "\u{2212} \(text)" }
        case .added(let text): Element(.span, .class("added")) { "+ \(text)" }
        case .skipped(1): Element(.span, .class("skipped")) { "  … one line that is the same" }
        case .skipped(let count):
            Element(.span, .class("skipped")) { "  … \(NumberText.grouped(count)) lines that are the same" }
        }
    }
}

extension FigureResource {
    /// The style of text differences.
    static let differences = style("differences", PackageResources.differences_css, place: 5)
}
