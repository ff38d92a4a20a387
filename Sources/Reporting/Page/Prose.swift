import Notebooks
import Workflow

/// Prose with its computed values.
struct Prose {
    let run: Run
    let anchors: Anchors
    let figureNumbers: FigureNumbers
    /// Renders a cell inside a quote or a list.
    let cellView: (Int) -> Node

    /// The maximum number of steps named beside a value.
    private static let mostSteps = 40

    /// The prose as part of the page.
    func nodes(_ tree: MarkdownTree) -> [Node] { HTMLRenderer.nodes(of: tree, self) }

    /// The prose without markup, for the window's title and the contents list.
    func words(_ tree: MarkdownTree) -> String {
        tree.words { text(of: $0) ?? run.plan.notebook.computedValues[$0].text }
    }

    private func text(of index: Int) -> String? {
        guard run.computedValues.indices.contains(index) else { return nil }
        return run.computedValues[index]?.proseText
    }

    private func element(ofValue index: Int, isInLink: Bool) -> Element {
        let source = run.plan.notebook.computedValues[index].text
        let steps =
            run.plan.computedValues.indices.contains(index)
            ? run.plan.steps(of: run.plan.computedValues[index]) : []
        guard let text = text(of: index) else {
            let reason = steps.lazy.compactMap(StepWords(run).reasonForMissing).first ?? "it was not computed"
            return Element(.span, .class("value missing"), .title("\(source): \(reason)")) {
                "not computed: "
                Element(.code) { source }
            }
        }
        guard let last = steps.last else { return Element(.span, .class("value"), .title(source)) { text } }
        // The last ones are the nearest; a value that depends on a thousand steps does not name them all.
        let nearest = steps.suffix(Self.mostSteps)
        let origin =
            (nearest.count < steps.count ? "\(steps.count - nearest.count) steps, " : "")
            + nearest.map(StepWords(run).name).joined(separator: ", ")
        let title = Attribute.title("\(source), from \(origin)")
        return isInLink
            ? Element(.span, .class("value"), title) { text }
            : Element(
                .a, .class("value"), .href(to: anchors.step(last)), title,
                steps.count > 1
                    ? Attribute("data-steps", nearest.map(String.init).joined(separator: " ")) : nil
            ) { text }
    }
}

extension Prose: ProseReferences {
    func value(_ index: Int, isInLink: Bool) -> Node { .element(element(ofValue: index, isInLink: isInLink)) }

    func cell(_ index: Int) -> Node { cellView(index) }

    /// Only images in the page have a URL; others would have to be fetched.
    func url(ofImage image: LinkDestination) -> String? {
        let url = image.url
        return url.hasPrefix("data:image/") ? url : run.plan.images[url]?.address
    }

    func words(ofLinkTo place: String) -> String? { figureNumbers.words(for: place) }
}

extension Value {
    /// The maximum number of an array's elements in a sentence.
    private static let mostElements = 100

    /// The value in a sentence: for a long array its first elements, and the number of further ones.
    fileprivate var proseText: String {
        // Large numbers have the same format as in tables and charts.
        if case .float = self { return text.withPowerOfTen }
        guard case .array(let elements) = self else { return text }
        let first = elements.prefix(Self.mostElements).map(\.proseText).joined(separator: ", ")
        guard elements.count > Self.mostElements else { return "[\(first)]" }
        return "[\(first), … and \(NumberText.grouped(elements.count - Self.mostElements)) more]"
    }
}
