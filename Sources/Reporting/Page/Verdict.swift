package import Workflow

/// The summary of a run in one line.
package struct Verdict: Sendable, Hashable {
    /// The line: `12 steps, all 3 expectations met`.
    package let text: String
    /// Whether the run was successful.
    package let isGood: Bool

    /// Summarizes a run.
    package init(of run: Run) {
        let count = run.steps.count
        let done = run.steps.filter(\.isDone).count
        let failed = run.steps.filter { if case .failed = $0.outcome { true } else { false } }.count
        let notRun = run.steps.filter { !$0.wasRun && !$0.wasCutShort }.count
        let expectations = run.steps.compactMap(\.expectation)
        let met = expectations.filter(\.isMet).count
        var parts: [String] = []
        if run.status == .interrupted {
            parts.append("Interrupted after \(done) of \(Self.steps(count))")
        } else {
            parts.append(done == count ? Self.steps(count) : "\(done) of \(Self.steps(count)) done")
        }
        if failed > 0 { parts.append("\(failed) failed") }
        if notRun > 0 { parts.append("\(notRun) not run") }
        switch (met, expectations.count) {
        case (_, 0): break
        case (1, 1): parts.append("the one expectation met")
        case (0, 1): parts.append("the one expectation not met")
        case (2, 2): parts.append("both expectations met")
        case (let met, let all) where met == all: parts.append("all \(all) expectations met")
        case (let met, let all): parts.append("\(all - met) of \(all) expectations not met")
        }
        text = parts.joined(separator: ", ")
        isGood = run.status == .ok
    }

    private static func steps(_ count: Int) -> String { count == 1 ? "1 step" : "\(count) steps" }
}
