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

    /// Removes results and checkpoints, what they alone were made of, and what was left half written.
    ///
    /// Several runs may use the cache meanwhile; one that misses what was removed computes it again.
    ///
    /// - Returns: how many bytes that freed.
    /// - Throws: where the cache cannot be read, or when all else is done the first reason why a file is still there.
    public func prune(_ pruning: Pruning) throws -> Int {
        let removal = try remove(pruning)
        if let problem = removal.problem { throw problem }
        return removal.freed
    }

    /// What is to go of a cache.
    public struct Removable: Sendable, Hashable {
        /// How many results.
        public internal(set) var results = 0
        /// How many trainings there are to go on with.
        public internal(set) var checkpoints = 0
        /// The bytes that they and all that goes with them take.
        public internal(set) var bytes = 0
    }

    /// What ``prune(_:)`` would remove now, or ``removeAll()`` where there is no choice; nothing is removed.
    ///
    /// - Throws: where the cache cannot be read.
    public func removable(by pruning: Pruning?) throws -> Removable {
        guard let pruning else { return try removableByAll() }
        let removal = try remove(pruning, isTrial: true)
        return Removable(
            results: removal.results, checkpoints: removal.checkpoints, bytes: removal.freed)
    }

    /// What came of removing, or would come of it.
    private struct Removal {
        /// Whether nothing is removed, but only counted.
        let isTrial: Bool
        var freed = 0
        var results = 0
        var checkpoints = 0
        /// Why the first file that could not be removed could not.
        var problem: (any Error)?

        mutating func remove(_ item: CacheInventory.Item) {
            if item.isCheckpoint { checkpoints += 1 } else { results += 1 }
            remove(item.file.path, item.file.size)
        }

        mutating func remove(_ path: String, _ size: Int) {
            guard !isTrial else {
                freed += size
                return
            }
            do {
                try FileManager.default.removeItem(atPath: path)
                freed += size
            } catch let error as CocoaError where error.code == .fileNoSuchFile {
                // Another process was first.
            } catch {
                problem = problem ?? error
            }
        }
    }

    private func remove(_ pruning: Pruning, isTrial: Bool = false) throws -> Removal {
        var removal = Removal(isTrial: isTrial)
        guard try isThere else { return removal }
        let inventory = try CacheInventory(self)
        let keys = pruning.keepsLastRunsOnly ? try keysOfLastRuns(isTrial: isTrial) : []
        let protection = pruning.protectedSince.timeIntervalSince1970
        // A result is written after what it is made of, so new bytes without a result may wait for it.
        let waiting = Date().timeIntervalSince1970 - Self.longestWrite
        var references = inventory.references
        var total = inventory.size
        for stray in inventory.strays where stray.lastUse < waiting {
            removal.remove(stray.path, stray.size)
            total -= stray.size
        }
        var orphans = inventory.blobs.filter { references[$0.key] == nil && $0.value.lastUse < waiting }
        total -= orphans.values.reduce(0) { $0 + $1.size }
        for item in inventory.items where item.file.lastUse < protection {
            let isOld = pruning.unusedSince.map { item.file.lastUse < $0.timeIntervalSince1970 } ?? false
            let isUnused = pruning.keepsLastRunsOnly && !keys.contains(item.key)
            let isTooMuch = pruning.size.map { total > $0 } ?? false
            guard isOld || isUnused || isTooMuch || item.isDamaged else { continue }
            removal.remove(item)
            total -= item.file.size
            for hash in item.blobs {
                references[hash, default: 0] -= 1
                guard references[hash] == 0, let blob = inventory.blobs[hash], blob.lastUse < protection
                else { continue }
                orphans[hash] = blob
                total -= blob.size
            }
        }
        // A run beside this one may have made a result of them since.
        for blob in orphans.values where CacheInventory.File(at: blob.path)?.lastUse == blob.lastUse {
            removal.remove(blob.path, blob.size)
        }
        return removal
    }

    /// Removes the least recently used where the cache is larger than its limit.
    ///
    /// - Parameter start: when the run began whose results stay in any case.
    /// - Returns: how many bytes that freed.
    func keepToLimit(runSince start: Date) -> Int {
        guard let limit, let size = try? CacheInventory.size(of: self), size > limit else { return 0 }
        // A file's time may be a tick of the system's clock behind, a hundredth of a second at most.
        let protection = start.addingTimeInterval(-0.02)
        // What cannot be removed harms no result.
        return (try? remove(Pruning(size: limit, protectedSince: protection)))?.freed ?? 0
    }

    /// Notes that a result was used.
    func markUsed(_ key: ContentHash) {
        // Where the cache may not be written to, nothing is removed by use either.
        utimensat(AT_FDCWD, entryPath(key), nil, 0)
    }

    /// Seconds within which a result follows what it is made of, by far.
    private static let longestWrite: Double = 3600

    /// What the last runs of all notebooks used that are still there; the records of the others are removed.
    private func keysOfLastRuns(isTrial: Bool) throws -> Set<ContentHash> {
        let folder = directory + "/runs"
        guard access(folder, F_OK) == 0 else { return [] }
        var keys: Set<ContentHash> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".json")
        {
            let path = folder + "/" + name
            guard let data = try? Data(contentsOf: URL(filePath: path)),
                let run = try? JSONDecoder().decode(LastRun.self, from: data)
            else {
                throw CacheDamage(
                    "'\(path)' cannot be read, so what that notebook's last run used is not known; run it again, or remove the file"
                )
            }
            if access(run.notebook, F_OK) != 0, [ENOENT, ENOTDIR].contains(errno) {
                if !isTrial { unlink(path) }
                continue
            }
            for step in run.steps { keys.formUnion([step.key, step.checkpoint].compactMap(\.self)) }
        }
        return keys
    }
}
