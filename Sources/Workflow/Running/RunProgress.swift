import Diagnostics
import Notebooks

/// A run under way: what has come of the steps so far.
struct RunProgress {
    let plan: Plan
    let options: RunOptions
    let cache: StepCache?
    let handle: @Sendable (RunEvent) -> Void

    /// The steps that are computed again although they are cached, by index.
    private let audited: Set<Int>

    /// What came of the steps so far.
    private(set) var records: [StepRecord] = []
    /// The value of each step that was done, by its index.
    private(set) var results: [Int: Value] = [:]
    /// The value of each bound name, as far as it was asked for.
    private let names: NameValues
    /// The hash of all that each of them gave.
    private(set) var resultHashes: [Int: ContentHash] = [:]
    /// What each step depends on, as far as that is known.
    private(set) var keys: [Int: CacheKey] = [:]
    /// What the last step gave that was done.
    private(set) var lastResult: StepResult?
    private(set) var notices: [Notice] = []
    /// What the checkpoints of each step's work are found by, of those that keep any.
    private(set) var checkpointKeys: [Int: ContentHash] = [:]
    /// Why the disk refused what a step saves, in words; `nil` where it took everything.
    private(set) var diskObstacle: String?
    /// Whether anything was computed that is now in the cache.
    private(set) var hasKept = false
    private var hasWarnedOfKeeping = false
    private var hasWarnedOfDamage = false
    /// The first step of each cell that failed, by the cell's index.
    private var failures: [Int: Int] = [:]
    /// The line that each file was saved in, by its path.
    private var savingLines: [String: Int] = [:]
    private var knownNotices: Set<Notice> = []

    init(
        plan: Plan, options: RunOptions, cache: StepCache?, auditing audited: Set<Int> = [],
        handle: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.plan = plan
        names = NameValues(plan.bindings)
        self.options = options
        self.cache = cache
        self.audited = audited
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
            if let problem = error as? OutputProblem, problem.isOfDisk, diskObstacle == nil {
                diskObstacle = problem.description
            }
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
        /// The result with the words that it is shown with.
        let presented: StepResult
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
        return failures[step.cell]
    }

    private mutating func compute(_ planned: PlannedStep, ignoringCache: Bool) throws -> Done {
        guard let step = plan.registry.steps[planned.step] else {
            preconditionFailure("no step '\(planned.step)'")
        }
        let call = try call(of: planned)
        let inputs = try step.findInputs(call, in: context(for: planned))
        let key = CacheKey(
            step: step, call: call, inputs: inputs, seed: plan.seed,
            arithmetic: plan.registry.arithmetic(threads: options.threads))
        keys[planned.index] = key
        if let continuation = step.continuation(of: call) {
            checkpointKeys[planned.index] = key.checkpointHash(continuation)
        }
        if let cache, !ignoringCache {
            switch cache.lookUp(key.hash, of: step, registry: plan.registry) {
            case .hit(let result, let seconds):
                cache.markUsed(key.hash)
                if audited.contains(planned.index) { try audit(result, of: planned, call, inputs, key) }
                return Done(
                    outcome: .cached, result: result, presented: step.present(result, of: call),
                    inputs: inputs, seconds: seconds)
            case .miss: break
            case .damaged(let damage): warnOfDamage(damage, at: planned)
            }
        }
        let (result, seconds) = try work(
            planned, call, inputs, key, cache: ignoringCache ? nil : cache)
        keep(result, of: planned, key: key, seconds: seconds)
        return Done(
            outcome: .computed, result: result, presented: step.present(result, of: call), inputs: inputs,
            seconds: seconds)
    }

    /// Does a step's work; where what it rests on turns out to be gone, makes that anew first.
    private mutating func work(
        _ planned: PlannedStep, _ call: CallValues, _ inputs: StepInputs, _ key: CacheKey, cache: StepCache?
    ) throws -> (result: StepResult, seconds: Double) {
        guard let step = plan.registry.steps[planned.step] else {
            preconditionFailure("no step '\(planned.step)'")
        }
        let context = context(for: planned)
        do {
            return try StepWork(step: step, key: key, cache: cache).run(call, inputs: inputs, in: context) {
                warnOfDamage($0, at: planned)
            }
        } catch let damage as CacheDamage {
            // An input was cached, or how far the work came, but its bytes turn out to be gone.
            warnOfDamage(damage, at: planned)
            try mendInputs(of: planned)
            let again = StepWork(step: step, key: key, cache: nil)
            do {
                return try again.run(self.call(of: planned), inputs: inputs, in: context) { _ in }
            } catch is CacheDamage {
                // All bytes are there as they were written, but no step can have written them.
                try mendInputs(of: planned, evenWhole: true)
                return try again.run(self.call(of: planned), inputs: inputs, in: context) { _ in }
            }
        }
    }

    /// Computes a cached result again.
    ///
    /// - Throws: ``AuditFailure`` where it is another one.
    private mutating func audit(
        _ cached: StepResult, of planned: PlannedStep, _ call: CallValues, _ inputs: StepInputs,
        _ key: CacheKey
    ) throws {
        let (again, seconds) = try work(planned, call, inputs, key, cache: nil)
        // What is there now counts, not what its hash was when it was kept.
        var cached = cached
        cached.keptHash = nil
        guard try again.contentHash == cached.contentHash else {
            throw AuditFailure(differences: again.differences(from: cached))
        }
        handle(.stepAudited(planned, seconds: seconds))
    }

    /// Makes every result anew that a step rests on, however far, and whose bytes are gone.
    ///
    /// The first ones come first: a result may hand on the bytes of an earlier one unread, and is whole again as
    /// soon as that one is.
    ///
    /// - Parameter evenWhole: whether those are made anew too whose bytes are there.
    private mutating func mendInputs(of planned: PlannedStep, evenWhole: Bool = false) throws {
        var needed = Set(planned.dependencies)
        for step in plan.steps.prefix(planned.index).reversed() where needed.contains(step.index) {
            needed.formUnion(step.dependencies)
        }
        for index in needed.sorted() where evenWhole || results[index]?.isWhole == false {
            results[index] = try compute(plan.steps[index], ignoringCache: true).result.value
            names.forget()
        }
    }

    private func save(_ result: StepResult) throws -> [WrittenFile] {
        for file in result.files {
            guard let line = savingLines[file.path] else { continue }
            throw OutputProblem("'\(file.path)' was saved already in line \(line): choose another name")
        }
        let folder = OutputFolder(directory: options.outputDirectory, earlier: options.earlierOutputs)
        return try result.files.map(folder.write)
    }

    /// Computes expressions from what has come of the steps so far.
    var evaluator: Evaluator { Evaluator(registry: plan.registry, results: results, names: names) }

    private func call(of planned: PlannedStep) throws -> CallValues {
        let evaluator = evaluator
        let arguments = try evaluator.values(
            of: Dictionary(uniqueKeysWithValues: planned.arguments.map { ($0.name, $0.expression) }),
            for: plan.registry.steps[planned.step]?.signature)
        let further = try planned.further.map { ($0.name, try evaluator.value(of: $0.expression)) }
        return CallValues(arguments, further: further)
    }

    private func context(for step: PlannedStep) -> StepContext {
        let handle = handle
        var context = StepContext(
            seed: plan.seed, threads: options.threads, files: plan.files,
            dataDirectories: options.dataDirectories,
            downloadDirectory: options.downloadDirectory, cancellation: options.cancellation
        ) { handle(.stepProgressed(step, $0)) }
        context.downloadObstacle = options.downloadObstacle
        return context
    }

    private mutating func keep(_ result: StepResult, of step: PlannedStep, key: CacheKey, seconds: Double) {
        guard let cache, result.expectation?.isMet != false else { return }
        do {
            try cache.store(result, of: step.step, seconds: seconds, for: key.hash)
            hasKept = true
        } catch let damage as CacheDamage {
            handle(
                .warned("the result of '\(step.step)' in line \(step.line) is not kept, since \(damage)"))
        } catch {
            // The next one may be smaller than the room that is left.
            guard !hasWarnedOfKeeping else { return }
            hasWarnedOfKeeping = true
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
        lastResult = done.result
        resultHashes[step.index] = try? done.result.contentHash
        for notice in done.inputs.notices + done.result.notices
        where knownNotices.insert(notice).inserted {
            notices.append(notice)
            handle(.warned(notice.message))
        }
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
                computeSeconds: done.seconds, key: keys[step.index]?.hash))
    }

    private mutating func record(_ record: StepRecord) {
        records.append(record)
        for file in record.files { savingLines[file.path] = record.step.line }
        if case .failed = record.outcome, failures[record.step.cell] == nil {
            failures[record.step.cell] = record.step.index
        }
        handle(.stepEnded(record))
    }
}
