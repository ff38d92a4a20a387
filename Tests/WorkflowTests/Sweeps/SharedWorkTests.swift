import Diagnostics
import Foundation
import Notebooks
import Synchronization
import Testing
import Workflow

/// What runs of one notebook have in common, before they run and while they do.
struct SharedWorkTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private static let notebook = Notebook.text(
        """
        ---
        params:
          size: 2.5
          name: one
        ---

        ```swift-step
        let common = number(1)
        let size = params.size * 2
        let own = number(size, title: params.name)
        let drawn = draw()
        let sum = add(own, common)
        let both = add(drawn, own)
        ```

        """)

    private func work(_ overrides: [(String, String)] = [], seed: UInt64 = 0) throws -> [Int] {
        try laboratory.plan(Self.notebook, overrides: overrides)
            .work(registry: .fake(tally: laboratory.tally), seed: seed)
    }

    /// The steps whose work is the same in both.
    private func shared(_ first: [Int], _ second: [Int]) -> [Bool] { zip(first, second).map(==) }

    @Test func `a parameter changes the steps that use it, by whatever name, and those after them`() throws {
        let plain = try work()
        #expect(plain.count == 5)
        #expect(Set(plain).count == 5)
        #expect(try work() == plain)
        #expect(shared(try work([("size", "3")]), plain) == [true, false, true, false, false])
    }

    @Test func `a title changes nothing`() throws {
        #expect(try work([("name", "another")]) == work())
    }

    @Test func `a seed changes the steps that depend on it, and those after them`() throws {
        #expect(shared(try work(seed: 7), try work()) == [true, true, false, true, false])
    }

    @Test func `a step that another run computes meanwhile is cached`() throws {
        let cell = Notebook.cell("let sum = add(number(1), number(2))")
        let plan = try laboratory.plan(cell)
        var options = laboratory.options()
        let asked = Mutex<[ContentHash]>([])
        let other = laboratory
        options.awaitsOthers = { key in
            // The other run, which is asked nothing, computes everything.
            let isFirst = asked.withLock { asked in
                asked.append(key)
                return asked.count == 1
            }
            if isFirst { _ = try? other.run(cell) }
            return isFirst
        }
        let run = Runner(options: options, cache: laboratory.cache).run(plan)
        #expect(run.status == .ok)
        #expect(run.steps.map(\.outcome) == [.cached, .cached, .cached])
        #expect(asked.withLock { $0 } == [run.steps[0].key].compactMap(\.self))
    }

    @Test func `a step that another run computed between the look and the question is cached`() throws {
        let cell = Notebook.cell("let one = number(1)")
        let plan = try laboratory.plan(cell)
        var options = laboratory.options()
        let other = laboratory
        options.awaitsOthers = { _ in
            _ = try? other.run(cell)
            // It has ended, so nobody is to be waited for.
            return false
        }
        let run = Runner(options: options, cache: laboratory.cache).run(plan)
        #expect(run.steps.map(\.outcome) == [.cached])
    }

    @Test func `a step that another run could not compute is computed`() throws {
        let plan = try laboratory.plan(.cell("let one = number(1)"))
        var options = laboratory.options()
        let count = Mutex(0)
        options.awaitsOthers = { _ in
            count.withLock { count in
                count += 1
                return count < 3
            }
        }
        let run = Runner(options: options, cache: laboratory.cache).run(plan)
        #expect(run.steps.map(\.outcome) == [.computed])
        #expect(count.withLock { $0 } == 3)
    }

    @Test func `a run of a sweep leaves alone what is known of the notebook's own last run`() throws {
        let cell = Notebook.cell("let one = number(1)")
        _ = try laboratory.run(cell)
        let changed = Notebook.cell("let one = number(2)")
        var options = laboratory.options()
        options.variant = "size=3"
        _ = Runner(options: options, cache: laboratory.cache).run(try laboratory.plan(changed))
        let forecasts = try laboratory.plan(cell).forecast(
            options: laboratory.options(), cache: laboratory.cache)
        #expect(forecasts.map(\.state) == [.cached])
        let next = try laboratory.plan(.cell("let one = number(3)")).forecast(
            options: laboratory.options(), cache: laboratory.cache)
        #expect(next.map(\.state) == [.toRun(["argument 'value' 1 → 3"])])
        // What the sweep's runs use is in use.
        let pruning = StepCache.Pruning(
            keepsLastRunsOnly: true, protectedSince: Date(timeIntervalSince1970: 0))
        _ = try laboratory.cache.prune(pruning)
        #expect(
            try laboratory.plan(changed).forecast(options: laboratory.options(), cache: laboratory.cache)
                .map(\.state) == [.cached])
    }
}
