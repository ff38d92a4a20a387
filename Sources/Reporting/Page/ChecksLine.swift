import Workflow

/// What a careful reader looks at first, in one line: what was read and given, seed and software. What can differ between
/// runs with the same results is copied here from the timing block by the page's script: whether the notebook is
/// committed, how long it took, what was cached.
struct ChecksLine {
    let run: Run
    let anchors: Anchors

    var node: Element {
        Element(.p, .class("checks")) {
            for (place, check) in checks.enumerated() {
                if place > 0 { Self.separator }
                check
            }
            Self.separator
            Element(.a, .class("took"), .href(to: anchors.own("timing"))) { "timing" }
        }
    }

    /// A line breaks behind it.
    private static let separator = "\u{A0}· "

    private var checks: [String] {
        var checks = [data, overridden, "seed \(run.plan.seed)"]
        checks.append(fact("threads").map { $0 == "1" ? "1 thread" : "\($0) threads" })
        checks.append(fact("stepbook").map { "stepbook \($0)" })
        return checks.compactMap(\.self)
    }

    private var data: String? {
        switch run.inputs.fileCount {
        case 0: nil
        case 1: "1 file of data, hashed"
        case let count: "\(NumberText.grouped(count)) files of data, hashed"
        }
    }

    private var overridden: String? {
        let given = run.plan.params.filter(\.isOverridden).map { "\($0.name) = \($0.value.exactText)" }
        return given.isEmpty ? nil : given.joined(separator: ", ") + " given on the command line"
    }

    private func fact(_ name: String) -> String? { run.environment.first { $0.name == name }?.value }
}
