/// The order in which runs of a sweep are given out, so that a step that several share is computed once, and nobody waits
/// for it who can do something else.
package struct SweepSchedule: Sendable {
    /// The work of each run: a number for each of its steps in order, equal for steps with the same result.
    private let work: [[Int]]

    /// The runs that were not given out, the next one last.
    private var pending: [Int]

    /// The number of steps that each run in progress has behind it.
    private var progress: [Int: Int] = [:]

    /// The work that is done, or that was found to be cached.
    private var done: Set<Int> = []

    /// Makes a schedule.
    ///
    /// - Parameters:
    ///   - work: the work of each run, by its index.
    ///   - order: the indices of the runs to be given out, the first one first.
    package init(work: [[Int]], order: [Int]) {
        self.work = work
        pending = order.reversed()
    }

    /// The number of runs that were not given out.
    package var pendingCount: Int { pending.count }

    /// The runs that were not given out, in order.
    package var remaining: [Int] { pending.reversed() }

    /// Gives out a run: the first one that shares no unfinished work with a run in progress, or else the first one whose
    /// next step nobody is computing; `nil` if all would have to wait.
    package mutating func next() -> Int? {
        guard !pending.isEmpty else { return nil }
        var claimed: Set<Int> = []
        var computing: Set<Int> = []
        for (run, steps) in progress {
            let rest = work[run].dropFirst(steps).filter { !done.contains($0) }
            claimed.formUnion(rest)
            if let first = rest.first { computing.insert(first) }
        }
        guard let place = place({ isFree($0, of: claimed) }) ?? place({ begins($0, besides: computing) })
        else { return nil }
        let run = pending.remove(at: place)
        progress[run] = 0
        return run
    }

    /// Notes that a run in progress has its next step behind it.
    package mutating func advance(_ run: Int) {
        guard let steps = progress[run], steps < work[run].count else { return }
        done.insert(work[run][steps])
        progress[run] = steps + 1
    }

    /// Notes that a run is over, whether it came to its end or not.
    package mutating func end(_ run: Int) { progress[run] = nil }

    /// Gives out nothing more.
    package mutating func clear() { pending = [] }

    private func place(_ isRight: (Int) -> Bool) -> Int? { pending.lastIndex(where: isRight) }

    private func isFree(_ run: Int, of claimed: Set<Int>) -> Bool {
        claimed.isEmpty || !work[run].contains { claimed.contains($0) && !done.contains($0) }
    }

    private func begins(_ run: Int, besides computing: Set<Int>) -> Bool {
        work[run].first { !done.contains($0) }.map { !computing.contains($0) } ?? true
    }
}
