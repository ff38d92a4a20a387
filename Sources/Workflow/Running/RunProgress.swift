import Diagnostics
import Notebooks

/// A run in progress: a plan, its options, and the results of its steps so far.
struct RunProgress {
    let plan: Plan
    let options: RunOptions
    let handle: @Sendable (RunEvent) -> Void

    /// The indices of cached steps that are recomputed for an audit.
    let audited: Set<Int>

    /// The results of the steps so far.
    var results: RunResults
    /// The cache.
    var store: ResultStore
    /// The keys of the steps.
    var trace = RunTrace()
    /// The records of the steps and the notices for the reader.
    private(set) var log = RunLog()
    /// The files that the steps save.
    private(set) var outputs: SavedOutputs
    /// The misclassified images of the evaluations, after all steps.
    var mistakes = RunMistakes()

    init(
        plan: Plan, options: RunOptions, cache: StepCache?, auditing audited: Set<Int> = [],
        handle: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.plan = plan
        self.options = options
        self.audited = audited
        self.handle = handle
        results = RunResults(of: plan)
        store = ResultStore(cache, handle: handle)
        outputs = SavedOutputs(options)
    }

    /// Evaluates expressions with the results so far.
    var evaluator: Evaluator { results.evaluator(options.registry) }

    /// Runs a step, or records why it cannot be run.
    ///
    /// - Returns: its result; `nil` if it was not done.
    @discardableResult mutating func run(_ step: PlannedStep) -> StepResult? {
        if let obstacle = obstacle(to: step) {
            end(step, .blocked(by: obstacle))
            return nil
        }
        handle(.stepBegan(step))
        let clock = ContinuousClock()
        let start = clock.now
        do {
            var done = try compute(step, ignoringCache: false)
            let files: [WrittenFile]
            do {
                files = try outputs.save(done.result)
            } catch let damage as CacheDamage {
                // A saved file was cached, but its bytes are lost.
                store.warn(of: damage, at: step)
                try recompute(step.dependencies)
                done = try compute(step, ignoringCache: true)
                files = try outputs.save(done.result)
            }
            end(step, done, files: files, seconds: (clock.now - start).seconds)
            return done.result
        } catch is CancellationError {
            end(step, .interrupted, seconds: (clock.now - start).seconds)
        } catch {
            outputs.note(error)
            end(step, .failed(error.words), seconds: (clock.now - start).seconds)
        }
        return nil
    }

    /// Records that a step was not done.
    mutating func end(_ step: PlannedStep, _ outcome: StepRecord.Outcome, seconds: Double = 0) {
        record(
            StepRecord(
                step: step, outcome: outcome, value: nil, figures: [], files: [], inputs: [],
                expectation: nil, seconds: seconds, computeSeconds: seconds,
                key: trace.keys[step.index]?.hash))
    }

    /// The step that blocks this one; `nil` if none does.
    private func obstacle(to step: PlannedStep) -> Int? {
        if let missing = step.dependencies.first(where: { results[$0] == nil }) {
            return log.cause(ofMissing: missing)
        }
        guard plan.notebook.cells[step.cell].options.onError == .stop else { return nil }
        return log.failure(inCell: step.cell)
    }
}

extension RunProgress {
    private mutating func end(
        _ step: PlannedStep, _ done: ComputedStep, files: [WrittenFile], seconds: Double
    ) {
        results.add(done.result.value, of: step.index)
        trace.add(done.result, of: step.index)
        let notices = done.inputs.notices + done.result.notices
        for notice in log.add(notices) where notice.kind == .warning { handle(.warned(notice.message)) }
        // Unlike warnings it is about this step, so another one's equal words do not replace it.
        let information = notices.filter { $0.kind == .information }
        for notice in information { handle(.noted(step, notice.message)) }
        record(
            StepRecord(
                step: step, outcome: done.outcome, value: done.result.value, figures: done.presented.figures,
                files: files,
                inputs: done.inputs.files.map {
                    InputFile(name: $0.name, bytes: $0.count, hash: $0.hash, fileCount: $0.fileCount)
                },
                expectation: done.result.expectation.map {
                    checked(
                        Expectation(claim: done.presented.expectation?.claim ?? $0.claim, isMet: $0.isMet),
                        at: step)
                }, seconds: seconds,
                computeSeconds: done.seconds, key: trace.keys[step.index]?.hash, information: information))
    }

    private func checked(_ expectation: Expectation, at step: PlannedStep) -> CheckedExpectation {
        let condition =
            step.arguments.first { $0.expression.type(in: plan) == .boolean } ?? step.arguments.first
        let text = condition?.text ?? ""
        let evidence = condition?.expression.evidence(evaluator, plan: plan) ?? []
        return CheckedExpectation(
            claim: expectation.claim.isEmpty ? text : expectation.claim, isMet: expectation.isMet,
            condition: text, evidence: evidence, line: step.line)
    }

    private mutating func record(_ record: StepRecord) {
        log.add(record)
        outputs.note(record)
        handle(.stepEnded(record))
    }
}
