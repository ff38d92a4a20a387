import Workflow

/// What a careful reader looks at first, in one line: whether the text is committed, what was read and given, seed and
/// software. How it went with time and cache is copied here from the timing block by the page's script.
struct ChecksLine {
    let run: Run
    let anchors: Anchors

    var node: Element {
        Element(.p, .class("checks")) {
            for (place, check) in checks.enumerated() {
                if place > 0 { Self.separator }
                Element(.span) { check }
            }
            Self.separator
            Element(.a, .class("took"), .href(to: anchors.own("timing"))) { "timing" }
        }
    }

    /// A line breaks behind it.
    private static let separator = "\u{A0}· "

    private var checks: [String] {
        var checks = [revision, data, overridden, "seed \(run.plan.seed)"]
        checks.append(fact("threads").map { $0 == "1" ? "1 thread" : "\($0) threads" })
        checks.append(fact("stepbook").map { "stepbook \($0)" })
        return checks.compactMap(\.self)
    }

    private var revision: String? {
        guard let revision = run.revision else { return nil }
        if case .unknown = revision { return nil }
        return "notebook \(revision.words)"
    }

    private var data: String? {
        switch run.inputs.count {
        case 0: nil
        case 1: "1 file of data, hashed"
        case let count: "\(count) files of data, hashed"
        }
    }

    private var overridden: String? {
        let given = run.plan.params.filter(\.isOverridden).map { "\($0.name) = \($0.value.text)" }
        return given.isEmpty ? nil : given.joined(separator: ", ") + " given on the command line"
    }

    private func fact(_ name: String) -> String? { run.environment.first { $0.name == name }?.value }
}
