public import FoundationEssentials
import Glibc

extension StepCache {
    /// What of a cache is to go.
    public struct Pruning: Sendable {
        /// What was last used before this date goes; `nil` for nothing.
        public var unusedSince: Date?

        /// The bytes that may stay: the least recently used goes first until no more are left; `nil` for any number.
        public var size: Int?

        /// Whether everything goes that no notebook's last run used. A notebook that is gone has none.
        public var keepsLastRunsOnly: Bool

        /// What was used from this date on stays in any case: a run may be using it.
        public var protectedSince: Date

        /// Makes a choice of what is to go.
        public init(
            unusedSince: Date? = nil, size: Int? = nil, keepsLastRunsOnly: Bool = false, protectedSince: Date
        ) {
            self.unusedSince = unusedSince
            self.size = size
            self.keepsLastRunsOnly = keepsLastRunsOnly
            self.protectedSince = protectedSince
        }
    }

    /// Removes results and checkpoints, what they alone were made of, and what interrupted writing left behind.
    ///
    /// Several runs may use the cache meanwhile; one of them that misses what was removed computes it again.
    ///
    /// - Returns: how many bytes that freed.
    /// - Throws: where the cache cannot be read or a file cannot be removed.
    public func prune(_ pruning: Pruning) throws -> Int {
        guard try isThere else { return 0 }
        let inventory = try CacheInventory(self)
        let keys = pruning.keepsLastRunsOnly ? keysOfLastRuns(removingAbandoned: true) : []
        var freed = 0
        func remove(_ path: String, _ size: Int) throws {
            do {
                try FileManager.default.removeItem(atPath: path)
                freed += size
            } catch let error as CocoaError where error.code == .fileNoSuchFile {
                // Another process was first.
            }
        }
        let protection = pruning.protectedSince.timeIntervalSince1970
        var references = inventory.references
        var total = inventory.size
        // Of no result; but a result is written after what it is made of, so a new one may wait for its result.
        let waiting = Date().timeIntervalSince1970 - Self.longestWrite
        var orphans = inventory.blobs.filter { references[$0.key] == nil && $0.value.lastUse < waiting }
        total -= orphans.values.reduce(0) { $0 + $1.size }
        for item in inventory.items where item.lastUse < protection {
            let isOld = pruning.unusedSince.map { item.lastUse < $0.timeIntervalSince1970 } ?? false
            let isUnused = pruning.keepsLastRunsOnly && !keys.contains(item.key)
            let isTooMuch = pruning.size.map { total > $0 } ?? false
            guard isOld || isUnused || isTooMuch || item.isDamaged else { continue }
            try remove(item.path, item.size)
            total -= item.size
            for hash in item.blobs {
                references[hash, default: 0] -= 1
                guard references[hash] == 0, let blob = inventory.blobs[hash], blob.lastUse < protection
                else { continue }
                orphans[hash] = blob
                total -= blob.size
            }
        }
        for blob in orphans.values { try remove(blob.path, blob.size) }
        for stray in inventory.strays where stray.lastUse < waiting { try remove(stray.path, stray.size) }
        return freed
    }

    /// Removes the least recently used where the cache is larger than its limit.
    ///
    /// - Parameter start: when the run began whose results stay in any case.
    /// - Returns: how many bytes that freed.
    func keepToLimit(runSince start: Date) -> Int {
        guard let limit, let size = try? CacheInventory.size(of: self), size > limit else { return 0 }
        // A file's time may be a tick of the system's clock behind, a hundredth of a second at most.
        let protection = start.addingTimeInterval(-0.02)
        // What cannot be removed today may be tomorrow, and harms no result.
        return (try? prune(Pruning(size: limit, protectedSince: protection))) ?? 0
    }

    /// Notes that a result was used.
    func markUsed(_ key: ContentHash) {
        // Where the cache may not be written to, nothing is removed by use either.
        utimensat(AT_FDCWD, entryPath(key), nil, 0)
    }

    /// Seconds within which a result follows what it is made of, by far.
    private static let longestWrite: Double = 3600

    private func keysOfLastRuns(removingAbandoned: Bool) -> Set<ContentHash> {
        let folder = directory + "/runs"
        var keys: Set<ContentHash> = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let data = try? Data(contentsOf: URL(filePath: folder + "/" + name)),
                let run = try? JSONDecoder().decode(LastRun.self, from: data)
            else { continue }
            guard access(run.notebook, F_OK) == 0 else {
                if removingAbandoned { unlink(folder + "/" + name) }
                continue
            }
            for step in run.steps { keys.formUnion([step.key, step.checkpoint].compactMap(\.self)) }
        }
        return keys
    }
}
