import Workflow

/// The circumstances of a report: machine, system, version.
struct ReportedCircumstances {
    /// The changes of the arithmetic, in words: `threads: 2 in place of 1`.
    let changedArithmetic: [String]

    /// The other changes, in words: `processor: one in place of another`.
    let differences: [String]

    /// The run computed again, put into the reported circumstances, so that only real differences remain.
    let run: Run

    /// The circumstances on which the arithmetic depends, which are reported separately.
    private static let arithmetic = ["kernels", "instruction set", "threads"]

    private static let others = ["stepbook", "processor", "system"]
    private static let threadsBy = "threads by"

    /// Puts a run into the circumstances of a reported one.
    init(of reported: RunRecord, for run: Run) {
        let then = reported.environment.byName
        var facts = run.environment.filter { $0.name != Self.threadsBy }.map { fact in
            guard (Self.arithmetic + Self.others).contains(fact.name), let value = then[fact.name] else {
                return fact
            }
            return Run.Fact(fact.name, value)
        }
        if let value = then[Self.threadsBy] { facts.append(Run.Fact(Self.threadsBy, value)) }
        func now(_ name: String) -> String? { run.environment.first { $0.name == name }?.value }
        changedArithmetic = Self.arithmetic.compactMap { name in
            let (before, after) = (then[name] ?? "unknown", now(name) ?? "unknown")
            return before == after ? nil : "\(name): \(after) in place of \(before)"
        }
        differences = (Self.others + [Self.threadsBy]).compactMap { name in
            let (before, after) = (then[name], now(name))
            guard before != after else { return nil }
            return "\(name): \(after ?? "none") in place of \(before ?? "none")"
        }
        var same = Run(
            plan: run.plan, status: run.status, steps: run.steps, bindings: run.bindings,
            computedValues: run.computedValues, mistakes: run.mistakes, notices: run.notices,
            environment: facts,
            revision: run.revision, timing: run.timing)
        same.lastGoodReport = run.lastGoodReport
        self.run = same
    }
}
