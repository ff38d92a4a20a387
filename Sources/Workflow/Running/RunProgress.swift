import Diagnostics
import Notebooks

/// A run under way: what has come of the steps so far.
struct RunProgress {
    private let plan: Plan
    private let options: RunOptions
    private let cache: StepCache?
    private let handle: @Sendable (RunEvent) -> Void

    private var records: [StepRecord] = []
    private var results: [Int: Value] = [:]
    private var keys: [Int: CacheKey] = [:]
    private var notices: [Notice] = []
    private var isCacheWritable = true
    private var hasWarnedOfDamage = false

    init(plan: Plan, options: RunOptions, cache: StepCache?, handle: @escaping @Sendable (RunEvent) -> Void) {
        self.plan = plan
        self.options = options
        self.cache = cache
        self.handle = handle
    }

    /// Runs a step, or finds out that it cannot be run.
    mutating func run(_ step: PlannedStep) {
        if let obstacle = obstacle(to: step) {
            end(step, .blocked(by: obstacle))
            return
        }
        handle(.stepBegan(step))
        let clock = ContinuousClock()
        let start = clock.now
        do {
            var done = try compute(step, ignoringCache: false)
            let files: [WrittenFile]
            do {
                files = try save(done.result)
            } catch let damage as CacheDamage {
                // What it saves was cached, but the bytes turn out to be gone.
                warnOfDamage(damage, at: step)
                try mendInputs(of: step)
                done = try compute(step, ignoringCache: true)
                files = try save(done.result)
            }
            end(step, done, files: files, seconds: (clock.now - start).seconds)
        } catch is CancellationError {
            end(step, .interrupted, seconds: (clock.now - start).seconds)
        } catch {
            end(step, .failed(error.words), seconds: (clock.now - start).seconds)
        }
    }

    /// Records that a step was not done.
    mutating func end(_ step: PlannedStep, _ outcome: StepRecord.Outcome, seconds: Double = 0) {
        record(
            StepRecord(
                step: step, outcome: outcome, value: nil, figures: [], files: [], inputs: [],
                expectation: nil, seconds: seconds, computeSeconds: seconds, key: keys[step.index]?.hash))
    }
}

extension RunProgress {
    /// A step that was looked up or computed.
    private struct Done {
        let outcome: StepRecord.Outcome
        let result: StepResult
        let inputs: StepInputs
        let seconds: Double
    }

    /// The step that keeps this one from being run; `nil` where nothing does.
    private func obstacle(to step: PlannedStep) -> Int? {
        if let missing = step.dependencies.first(where: { results[$0] == nil }) {
            if case .blocked(let cause) = records[missing].outcome { return cause }
            return missing
        }
        guard plan.notebook.cells[step.cell].options.onError == .stop else { return nil }
        return records.first { record in
            guard record.step.cell == step.cell, case .failed = record.outcome else { return false }
            return true
        }?.step.index
    }

    private mutating func compute(_ planned: PlannedStep, ignoringCache: Bool) throws -> Done {
        guard let step = plan.registry.steps[planned.step] else {
            preconditionFailure("no step '\(planned.step)'")
        }
        let call = try call(of: planned)
        let context = context(for: planned)
        let inputs = try step.findInputs(call, in: context)
        let key = CacheKey(
            step: step, call: call, inputs: inputs, seed: plan.seed,
            arithmetic: plan.registry.arithmetic(threads: options.threads))
        keys[planned.index] = key
        if let cache, !ignoringCache {
            switch cache.lookUp(key.hash, registry: plan.registry) {
            case .hit(let result, let seconds):
                return Done(outcome: .cached, result: result, inputs: inputs, seconds: seconds)
            case .miss: break
            case .damaged(let damage): warnOfDamage(damage, at: planned)
            }
        }
        let usable = ignoringCache || !isCacheWritable ? nil : cache
        var work = StepWork(step: step, key: key, cache: usable)
        let result: StepResult
        let seconds: Double
        do {
            (result, seconds) = try work.run(call, inputs: inputs, in: context) {
                warnOfDamage($0, at: planned)
            }
        } catch let damage as CacheDamage {
            // An input was cached, or how far the work came, but its bytes turn out to be gone.
            warnOfDamage(damage, at: planned)
            try mendInputs(of: planned)
            work = StepWork(step: step, key: key, cache: nil)
            (result, seconds) = try work.run(self.call(of: planned), inputs: inputs, in: context) { _ in }
        }
        keep(result, of: planned, key: key, seconds: seconds)
        return Done(outcome: .computed, result: result, inputs: inputs, seconds: seconds)
    }

    /// Makes every result anew that a step rests on, however far, and whose bytes are gone.
    ///
    /// The first ones come first: a result may hand on the bytes of an earlier one unread, and is whole again as
    /// soon as that one is.
    private mutating func mendInputs(of planned: PlannedStep) throws {
        var needed = Set(planned.dependencies)
        for step in plan.steps.prefix(planned.index).reversed() where needed.contains(step.index) {
            needed.formUnion(step.dependencies)
        }
        for index in needed.sorted() where results[index]?.isWhole == false {
            results[index] = try compute(plan.steps[index], ignoringCache: true).result.value
        }
    }

    private func save(_ result: StepResult) throws -> [WrittenFile] {
        for record in records {
            for file in record.files where result.files.contains(where: { $0.path == file.path }) {
                throw OutputProblem(
                    description:
                        "'\(file.path)' was saved already in line \(record.step.line): choose another name")
            }
        }
        return try result.files.map(OutputFolder(directory: options.outputDirectory).write)
    }

    private func call(of planned: PlannedStep) throws -> StepCall {
        let evaluator = Evaluator(registry: plan.registry, results: results)
        let arguments = try evaluator.values(
            of: Dictionary(uniqueKeysWithValues: planned.arguments.map { ($0.name, $0.expression) }),
            for: plan.registry.steps[planned.step]?.signature)
        let further = try planned.further.map { ($0.name, try evaluator.value(of: $0.expression)) }
        return StepCall(arguments: arguments, further: further)
    }

    private func context(for step: PlannedStep) -> StepContext {
        let handle = handle
        return StepContext(
            seed: plan.seed, threads: options.threads, dataDirectories: options.dataDirectories,
            downloadDirectory: options.downloadDirectory, cancellation: options.cancellation
        ) { handle(.stepProgressed(step, $0)) }
    }

    private mutating func keep(_ result: StepResult, of step: PlannedStep, key: CacheKey, seconds: Double) {
        guard let cache, isCacheWritable, result.expectation?.isMet != false else { return }
        do {
            try cache.store(result, of: step.step, seconds: seconds, for: key.hash)
        } catch let damage as CacheDamage {
            handle(
                .warned("the result of '\(step.step)' in line \(step.line) is not kept, since \(damage)"))
        } catch {
            isCacheWritable = false
            handle(
                .warned(
                    "results cannot be kept in '\(cache.directory)', so the next run computes them again: \(error.words)"
                ))
        }
    }

    /// Warns once: whoever has one damaged file has many, and all are dealt with in the same way.
    private mutating func warnOfDamage(_ damage: CacheDamage, at step: PlannedStep) {
        guard !hasWarnedOfDamage else { return }
        hasWarnedOfDamage = true
        handle(
            .warned("the cache is damaged at '\(step.step)' in line \(step.line) (\(damage)); computing anew")
        )
    }
}

extension RunProgress {
    private mutating func end(_ step: PlannedStep, _ done: Done, files: [WrittenFile], seconds: Double) {
        results[step.index] = done.result.value
        for notice in done.inputs.notices + done.result.notices where !notices.contains(notice) {
            notices.append(notice)
            handle(.warned(notice.message))
        }
        record(
            StepRecord(
                step: step, outcome: done.outcome, value: done.result.value, figures: done.result.figures,
                files: files,
                inputs: done.inputs.files.map {
                    InputFile(name: $0.name, bytes: $0.data.count, hash: $0.hash)
                },
                expectation: done.result.expectation.map { checked($0, at: step) }, seconds: seconds,
                computeSeconds: done.seconds, key: keys[step.index]?.hash))
    }

    private mutating func record(_ record: StepRecord) {
        records.append(record)
        handle(.stepEnded(record))
    }

    private func checked(_ expectation: Expectation, at step: PlannedStep) -> CheckedExpectation {
        let condition =
            step.arguments.first { $0.expression.type(in: plan) == .boolean } ?? step.arguments.first
        let text = condition?.text ?? ""
        var evidence: [Run.Fact] = []
        condition?.expression.collectEvidence(
            Evaluator(registry: plan.registry, results: results), plan: plan, into: &evidence)
        return CheckedExpectation(
            claim: expectation.claim.isEmpty ? text : expectation.claim, isMet: expectation.isMet,
            condition: text,
            evidence: evidence, line: step.line)
    }

    /// Leaves a record of this run's keys, from which the next plan tells what changed.
    func rememberKeys() {
        guard let cache, isCacheWritable else { return }
        let steps = records.compactMap { record in
            keys[record.step.index].map { key in
                LastRun.Step(
                    step: record.step.step, name: record.step.name, components: key.components,
                    seconds: record.computeSeconds, obstacle: record.obstacleToKeeping)
            }
        }
        // A run without this record is as good as one with it; only the plan's reasons are missing.
        try? cache.remember(LastRun(steps: steps), of: plan.notebook.source.name)
    }

    /// The run as a whole.
    func result(seconds: Double) -> Run {
        let evaluator = Evaluator(registry: plan.registry, results: results)
        var problems: [EvaluationProblem] = []
        func value(of expression: ResolvedExpression) -> Value? {
            guard expression.steps.allSatisfy({ results[$0] != nil }) else { return nil }
            do {
                return try evaluator.value(of: expression)
            } catch {
                if !problems.contains(error) { problems.append(error) }
                return nil
            }
        }
        let bindings = plan.bindings.map { ($0.name, value(of: $0.expression)) }
        let computedValues = plan.computedValues.map(value)
        for problem in problems { handle(.warned("a value cannot be computed: \(problem)")) }
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
        return Run(
            plan: plan, status: status, steps: records,
            bindings: bindings, computedValues: computedValues, notices: notices,
            environment: options.environment, timing: Run.Timing(started: options.started, seconds: seconds))
    }
}

extension StepRecord {
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
    fileprivate var isWhole: Bool {
        guard case .artifact(let stored) = self else { return true }
        return stored.packed.blobs.values.allSatisfy { (try? $0.data()) != nil }
    }
}
