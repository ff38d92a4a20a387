package import FoundationEssentials
package import Workflow

extension SweepRun {
    /// A run of a sweep from the record that it wrote, `NAME.json`.
    ///
    /// - Parameters:
    ///   - index: the place among the sweep's runs, 0-based.
    ///   - setting: the values of the swept parameters.
    ///   - record: the record's bytes.
    ///   - failure: the error message of a run that failed, which a record does not have; `nil` for one that names the
    ///     step.
    /// - Throws: ``RunRecord/Problem`` if it is not a record.
    package init(
        index: Int, setting: [SweptValue], record: Data, failure: String? = nil
    ) throws(RunRecord.Problem) {
        let read = try RunRecord.read(record)
        self.init(
            index: index, setting: setting, record: read.record, whole: read.whole, failure: failure)
    }

    /// A run of a sweep from a run in memory, the same as from its record.
    ///
    /// - Parameters:
    ///   - index: the place among the sweep's runs, 0-based.
    ///   - setting: the values of the swept parameters.
    ///   - run: the run.
    package init(index: Int, setting: [SweptValue], of run: Run) {
        let record = RunRecord(of: run)
        let failure = run.steps.lazy.compactMap { step -> String? in
            if case .failed(let message) = step.outcome { message } else { nil }
        }.first
        self.init(index: index, setting: setting, record: record, whole: record.value, failure: failure)
    }

    /// - Parameter whole: the record as JSON, in which 1 and 1.0 differ.
    private init(
        index: Int, setting: [SweptValue], record: RunRecord, whole: JSONValue, failure: String?
    ) {
        let members = whole.membersByName
        let values = (members["values"] ?? .null).membersByName
        var mistakes: [String: MisclassifiedImages] = [:]
        for (name, images) in record.mistakes.byName {
            guard let evaluated = values["\(name).count"]?.integer else { continue }
            mistakes[name] = MisclassifiedImages(
                evaluated: evaluated, count: images.count, places: Set(images.items.map(\.index)))
        }
        self.init(
            index: index, setting: setting, seed: record.seed, outcome: Outcome(of: record, failure: failure),
            values: values.compactMapValues { Value($0) },
            history: .init(recorded: members["history"] ?? .null), mistakes: mistakes,
            timing: Timing(
                cachedSteps: record.steps.count { $0.outcome == "cached" },
                computedSteps: record.steps.count { $0.outcome == "computed" }, seconds: record.seconds ?? 0))
    }
}

extension SweepRun.Outcome {
    /// The outcome of a run; a step that failed counts before a claim that does not hold.
    fileprivate init(of record: RunRecord, failure: String?) {
        switch record.status {
        case "ok": self = .ok
        case "interrupted": self = .interrupted
        default:
            if let step = record.steps.first(where: { $0.outcome == "failed" }) {
                self = .failed(failure ?? "the step '\(step.step)' on line \(step.line) failed")
            } else if let unmet = record.expectations.first(where: { !$0.met }) {
                self = .expectationNotMet(unmet.claim)
            } else {
                self = .failed(failure ?? "a value in the prose could not be computed")
            }
        }
    }
}
