import Diagnostics
import Notebooks

/// What a run came to, from what came of its steps.
extension RunProgress {
    func checked(_ expectation: Expectation, at step: PlannedStep) -> CheckedExpectation {
        let condition =
            step.arguments.first { $0.expression.type(in: plan) == .boolean } ?? step.arguments.first
        let text = condition?.text ?? ""
        let evidence = condition?.expression.evidence(evaluator, plan: plan) ?? []
        return CheckedExpectation(
            claim: expectation.claim.isEmpty ? text : expectation.claim, isMet: expectation.isMet,
            condition: text,
            evidence: evidence, line: step.line)
    }

    /// Leaves a record of this run's keys, from which the next plan tells what changed.
    ///
    /// - Parameter audits: how many cached results were computed again, in all runs together.
    func rememberKeys(audits: Int) {
        guard let cache else { return }
        let before = cache.lastRun(of: plan.notebook.source.name)?.steps(for: plan.steps)
        let steps = records.compactMap { record in
            // What was not reached is as it was.
            keys[record.step.index].map { key in
                LastRun.Step(
                    step: record.step.step, name: record.step.name, components: key.components,
                    seconds: record.computeSeconds, obstacle: record.obstacleToKeeping,
                    result: resultHashes[record.step.index], key: key.hash,
                    checkpoint: checkpointKeys[record.step.index])
            } ?? before?[record.step.index]
        }
        // A run without this record is as good as one with it; only the plan's reasons are missing.
        try? cache.remember(
            LastRun(
                notebook: LastRun.path(of: plan.notebook.source.name), steps: steps,
                overrides: plan.overrides, threads: options.threads, audits: audits))
    }

    /// The run as a whole.
    func result(seconds: Double) -> Run {
        let evaluator = evaluator
        var problems: [String] = []
        var known: Set<EvaluationProblem> = []
        func value(of expression: ResolvedExpression, isReady: Bool, named name: String, line: Int) -> Value?
        {
            guard isReady else { return nil }
            do {
                return try evaluator.value(of: expression)
            } catch {
                // What rests on a value without one has the same problem, which is said where it is first.
                if known.insert(error).inserted {
                    problems.append("line \(line): \(name) cannot be computed: \(error)")
                }
                return nil
            }
        }
        // Of thousands of values that rest on a thousand steps by one name, that is asked once.
        let readyNames = plan.bindings.map { $0.steps.allSatisfy { results[$0] != nil } }
        // A binding is computed by its name, so that those which use it find it done.
        let bindings = plan.bindings.enumerated().map { index, binding in
            let expression = binding.expression.isComputed ? .bound(index) : binding.expression
            return (
                binding.name,
                value(
                    of: expression, isReady: readyNames[index], named: "'\(binding.name)'",
                    line: binding.line)
            )
        }
        let computedValues = zip(plan.computedValues, plan.notebook.computedValues).map {
            expression, written in
            let needs = expression.needs
            return value(
                of: expression,
                isReady: needs.steps.allSatisfy { results[$0] != nil }
                    && needs.names.allSatisfy { readyNames[$0] },
                named: written.text.utf8.count <= 60 ? "`\(written.text)`" : "a value of the prose",
                line: plan.notebook.source.position(of: written.range.lowerBound).line)
        }
        for problem in problems { handle(.warned(problem)) }
        let status: Run.Status =
            if records.contains(where: { $0.outcome == .interrupted }) {
                .interrupted
            } else if problems.isEmpty,
                records.allSatisfy({
                    ($0.outcome == .computed || $0.outcome == .cached) && $0.expectation?.isMet != false
                })
            {
                .ok
            } else {
                .failed
            }
        let privatePaths = PrivatePaths(of: options, notebook: plan.notebook.source.name, cache: cache)
        var run = Run(
            plan: plan, status: status, steps: records.map { $0.withoutPaths(privatePaths) },
            bindings: bindings, computedValues: computedValues,
            notices: (notices + problems.map { Notice($0.prefix(1).uppercased() + $0.dropFirst() + ".") }).map
            {
                Notice(privatePaths.removed(from: $0.message))
            },
            environment: options.environment, commandOptions: options.commandOptions,
            timing: Run.Timing(started: options.started, seconds: seconds))
        run.diskObstacle = diskObstacle
        return run
    }
}

extension StepRecord {
    /// The record as others may read it.
    fileprivate func withoutPaths(_ paths: PrivatePaths) -> StepRecord {
        guard case .failed(let message) = outcome else { return self }
        return StepRecord(
            step: step, outcome: .failed(paths.removed(from: message)), value: value, figures: figures,
            files: files, inputs: inputs, expectation: expectation, seconds: seconds,
            computeSeconds: computeSeconds, key: key)
    }

    /// Why the result was not kept, in words; `nil` where it was.
    fileprivate var obstacleToKeeping: String? {
        switch outcome {
        case .failed: "it failed last time"
        case .interrupted: "it was interrupted last time"
        case .computed, .cached: expectation?.isMet == false ? "its claim was not met last time" : nil
        case .blocked: nil
        }
    }
}

extension Value {
    /// Whether all its bytes can be had.
    var isWhole: Bool {
        guard case .artifact(let stored) = self else { return true }
        return stored.packed.blobs.values.allSatisfy { (try? $0.data()) != nil }
    }
}
