/// The steps that the workers of a sweep are computing, by the keys of their results, so that no two compute the same.
///
/// The schedule keeps runs apart that are known to share work. Which others do is known only when a step is about to be
/// computed: two trainings may give the same network.
package struct StepReservations: Sendable {
    private var holders: [ContentHash: Int] = [:]
    private var waiting: [ContentHash: [Int]] = [:]

    /// Makes reservations of which there are none yet.
    package init() {}

    /// Reserves a step for a worker, which holds at most one.
    ///
    /// - Returns: whether it may compute it; if not, it waits until ``release(by:)`` names it, and looks again.
    package mutating func reserve(_ key: ContentHash, for worker: Int) -> Bool {
        guard let holder = holders[key], holder != worker else {
            holders[key] = worker
            return true
        }
        waiting[key, default: []].append(worker)
        return false
    }

    /// Releases what a worker holds and waits for: it is done with its step, or was ended.
    ///
    /// - Returns: the workers that waited for it, which look again.
    package mutating func release(by worker: Int) -> [Int] {
        for key in waiting.keys { waiting[key]?.removeAll { $0 == worker } }
        guard let key = holders.first(where: { $0.value == worker })?.key else { return [] }
        holders[key] = nil
        return waiting.removeValue(forKey: key) ?? []
    }
}
