import Diagnostics
import Notebooks

/// The result of a run, from the records of its steps.
extension RunProgress {
    /// Stores this run's keys, from which the next plan determines what has changed.
    ///
    /// - Parameter audits: the number of cached results that all runs together have audited.
    func rememberKeys(audits: Int) {
        guard let cache = store.cache else { return }
        let before = cache.lastRun(of: plan.notebook.source.name, variant: options.variant)?
            .steps(for: plan.steps)
        // Steps that were not reached keep their last entry.
        let found: [(step: PlannedStep, entry: LastRun.Step?)] = log.records.map {
            ($0.step, trace.step(of: $0) ?? before?[$0.step.index])
        }
        // Without this record the run is as good; only the plan's reasons are missing.
        try? cache.remember(
            LastRun(
                notebook: LastRun.path(of: plan.notebook.source.name), steps: found.compactMap(\.entry),
                unreached: found.filter { $0.entry == nil }.map {
                    LastRun.Label(step: $0.step.step, name: $0.step.name)
                },
                overrides: plan.overrides, seed: plan.isSeedOverridden ? plan.seed : nil,
                threads: options.threads, audits: audits),
            variant: options.variant)
    }

    /// The run as a whole.
    func result(seconds: Double) -> Run {
        let evaluator = evaluator
        var problems = mistakes.problems
        var known: Set<EvaluationProblem> = []
        func value(
            named name: String, line: Int, isReady: Bool, _ value: () throws(EvaluationProblem) -> Value
        ) -> Value? {
            guard isReady else { return nil }
            do throws(EvaluationProblem) {
                return try value()
            } catch {
                // A value that depends on one without a value has the same problem, which is reported once.
                if known.insert(error).inserted {
                    problems.append("line \(line): \(name) cannot be computed: \(error)")
                }
                return nil
            }
        }
        // Computed once per name: thousands of values may depend on a thousand steps through one name.
        let readyNames = plan.bindings.map { results.have($0.steps) }
        let bindings = plan.bindings.enumerated().map { index, binding in
            let bound = value(named: "'\(binding.name)'", line: binding.line, isReady: readyNames[index]) {
                () throws(EvaluationProblem) in
                try evaluator.value(ofName: index, binding.expression)
            }
            return (name: binding.name, value: bound)
        }
        let computedValues = zip(plan.computedValues, plan.notebook.computedValues).map {
            (expression, written) -> Value? in
            // That is known only after all runs, and none of them lacks anything.
            guard !expression.quotesSweep else { return nil }
            let needs = expression.needs
            return value(
                named: written.text.utf8.count <= 60 ? "`\(written.text)`" : "a value of the prose",
                line: plan.notebook.source.position(of: written.range.lowerBound).line,
                isReady: results.have(needs.steps) && needs.names.allSatisfy { readyNames[$0] }
            ) { () throws(EvaluationProblem) in try evaluator.value(of: expression) }
        }
        for problem in problems + mistakes.notices { handle(.warned(problem)) }
        let privatePaths = PrivatePaths(
            of: options, notebook: plan.notebook.source.name, cache: store.cache)
        let told = (problems + mistakes.notices).map {
            Notice($0.prefix(1).uppercased() + $0.dropFirst() + ".")
        }
        var run = Run(
            plan: plan, status: status(isComplete: problems.isEmpty),
            steps: log.records.map { $0.withoutPaths(privatePaths) },
            bindings: bindings, computedValues: computedValues,
            mistakes: plan.bindings.enumerated().compactMap { index, binding in
                mistakes.images[index].map { (binding.name, $0) }
            },
            notices: (log.notices + told).map { $0.withoutPaths(privatePaths) },
            environment: options.environment, commandOptions: options.commandOptions,
            timing: Run.Timing(started: options.started, seconds: seconds))
        run.diskObstacle = outputs.diskObstacle
        return run
    }

    /// How the run ended.
    ///
    /// - Parameter isComplete: whether everything shown besides the steps has a value.
    private func status(isComplete: Bool) -> Run.Status {
        if mistakes.isInterrupted || log.records.contains(where: { $0.outcome == .interrupted }) {
            return .interrupted
        }
        let isDone = log.records.allSatisfy {
            ($0.outcome == .computed || $0.outcome == .cached) && $0.expectation?.isMet != false
        }
        return isComplete && isDone ? .ok : .failed
    }
}

extension StepRecord {
    /// The record without private paths.
    fileprivate func withoutPaths(_ paths: PrivatePaths) -> StepRecord {
        var outcome = outcome
        if case .failed(let message) = outcome { outcome = .failed(paths.removed(from: message)) }
        return StepRecord(
            step: step, outcome: outcome, value: value, figures: figures,
            files: files, inputs: inputs, expectation: expectation, seconds: seconds,
            computeSeconds: computeSeconds, key: key,
            information: information.map { $0.withoutPaths(paths) })
    }
}

extension Notice {
    /// The notice without private paths.
    fileprivate func withoutPaths(_ paths: PrivatePaths) -> Notice {
        Notice(paths.removed(from: message), kind: kind)
    }
}
