import Workflow

/// The facts that a careful reader checks first, in one line: data, arguments, seed and software. The page's script
/// copies from the timing block what can differ between runs with the same results: whether the notebook is committed,
/// the duration, the number of cached steps.
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

    /// A separator after which the line may break.
    private static let separator = "\u{A0}· "

    private var checks: [String] {
        var checks = [data, overridden, seed]
        checks.append(fact("threads").map { $0 == "1" ? "1 thread" : "\($0) threads" })
        checks.append(fact("stepbook").map { "stepbook \($0)" })
        return checks.compactMap(\.self)
    }

    private var seed: String {
        "seed \(run.plan.seed)" + (run.plan.isSeedOverridden ? " given on the command line" : "")
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
