import Diagnostics
import FoundationEssentials
import Notebooks
import Workflow

/// The dependencies of the results: notebook, data, parameters, software, and the command to run it again.
struct Provenance {
    let run: Run
    let anchors: Anchors

    private var plan: Plan { run.plan }
    private var command: RerunCommand { RerunCommand(of: run) }

    var node: Element {
        Element(
            .section, .class("provenance"), .id(anchors.own("provenance")),
            Attribute(EmbeddedRecord.attribute, EmbeddedRecord.text(of: run))
        ) {
            Element(.h2) { "How this was made" }
            facts
            params
            files("Data", run.inputs.map { ($0.name, $0.bytes, $0.hash) })
            files("Saved files", run.steps.flatMap(\.files).map { ($0.path, $0.bytes, $0.hash) })
            steps
            Element(.p, .class("again")) { "To run it again:" }
            Element(.pre, .class("command")) { Element(.code) { command.text } }
            for option in command.withheld { option.note }
        }
    }

    private var facts: Element {
        let source = Data(plan.notebook.source.bytes)
        return Element(.dl, .class("facts")) {
            fact("notebook") {
                Element(.span) { plan.notebook.displayName }
                " "
                hash(ContentHash(of: source))
                " "
                EmbeddedSource.link(name: plan.notebook.displayName, bytes: source)
            }
            fact("seed") {
                String(plan.seed)
                if plan.isSeedOverridden { given }
            }
            for item in run.environment { fact(item.name) { item.value } }
        }
    }

    private func fact(_ name: String, @NodeBuilder value: () -> [Node]) -> Element {
        Element(.div) {
            Element(.dt) { name }
            Element(.dd, content: value)
        }
    }

    /// The mark of what the notebook says otherwise.
    @NodeBuilder private var given: [Node] {
        " "
        Element(.span, .class("tag")) { "given on the command line" }
    }

    private var params: Element? {
        guard !plan.params.isEmpty else { return nil }
        return table("Parameters", "listing") {
            Element(.caption) { "Parameters" }
            Element(.tbody) {
                for param in plan.params {
                    Element(.tr) {
                        Element(.th, .scope("row")) { param.name }
                        Element(.td) {
                            param.value.exactText
                            if param.isOverridden { given }
                        }
                    }
                }
            }
        }
    }

    private func files(_ caption: String, _ files: [(name: String, bytes: Int, hash: ContentHash)])
        -> Element?
    {
        guard !files.isEmpty else { return nil }
        return table(caption, "listing files") {
            Element(.caption) { caption }
            Element(.tbody) {
                for file in files {
                    Element(.tr) {
                        Element(.th, .scope("row")) { file.name }
                        Element(.td, .class("number")) { NumberText.bytes(file.bytes) }
                        Element(.td) { hash(file.hash) }
                    }
                }
            }
        }
    }

    private var steps: Element {
        Element(.details, .class("data")) {
            Element(.summary) { "Steps and their cache keys" }
            table("Steps and their cache keys", "listing keys") {
                Element(.thead) {
                    Element(.tr) {
                        for name in ["step", "name", "line", "made from", "key"] {
                            Element(.th, .scope("col")) { name }
                        }
                    }
                }
                Element(.tbody) {
                    for record in run.steps {
                        Element(.tr) {
                            Element(.th, .scope("row")) { record.step.step }
                            Element(.td) { record.step.name ?? "" }
                            Element(.td, .class("number")) { String(record.step.line) }
                            Element(.td) { sources(of: record.step) }
                            Element(.td) { if let key = record.key { hash(key) } else { "not reached" } }
                        }
                    }
                }
            }
        }
    }

    /// A step's inputs: names, or steps if a result has no name.
    private func sources(of step: PlannedStep) -> String {
        step.dependencies.map { plan.steps[$0].name ?? plan.steps[$0].step }.joined(separator: ", ")
    }

    private func table(
        _ label: String, _ className: String, @NodeBuilder content: () -> [Node]
    ) -> Element {
        ScrollBox(label: label) { Element(.table, .class(className), content: content) }.node
    }

    /// The beginning of a hash, with the full one as a tooltip.
    private func hash(_ hash: ContentHash) -> Element {
        Element(.code, .class("hash"), .title("SHA-256 \(hash.hexadecimal)")) {
            String(hash.hexadecimal.prefix(12))
        }
    }
}
