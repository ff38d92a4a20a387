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
        tree.words { index in
            if quotesSweep(index) { return UnknownValue.placeholder }
            return text(of: index) ?? run.plan.notebook.computedValues[index].text
        }
    }

    /// Whether a value is of the notebook's sweep, which no single run knows.
    private func quotesSweep(_ index: Int) -> Bool {
        run.plan.computedValues.indices.contains(index) && run.plan.computedValues[index].quotesSweep
    }

    private func text(of index: Int) -> String? {
        guard run.computedValues.indices.contains(index) else { return nil }
        return run.computedValues[index]?.proseText
    }

    private func element(ofValue index: Int, isInLink: Bool) -> Element {
        let source = run.plan.notebook.computedValues[index].text
        if quotesSweep(index) {
            return UnknownValue.ofSweep(source, notebook: run.plan.notebook.displayName)
        }
        let steps =
            run.plan.computedValues.indices.contains(index)
            ? run.plan.steps(of: run.plan.computedValues[index]) : []
        guard let text = text(of: index) else {
            let reason = steps.lazy.compactMap(StepWords(run).reasonForMissing).first ?? "it was not computed"
            return UnknownValue.missing(source, because: reason)
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
