public import FoundationEssentials
import Glibc

extension StepCache {
    /// The choice of cache contents to remove.
    public struct Pruning: Sendable {
        /// Remove everything last used before this date; `nil` for no limit.
        public var unusedSince: Date?

        /// The bytes to keep: the least recently used entries are removed until the rest fits; `nil` for no limit.
        public var size: Int?

        /// Whether to remove everything that no notebook's last run used. Runs of deleted notebooks do not count.
        public var keepsLastRunsOnly: Bool

        /// Keep everything used from this date on: a run may be using it.
        public var protectedSince: Date

        /// Makes a choice.
        public init(
            unusedSince: Date? = nil, size: Int? = nil, keepsLastRunsOnly: Bool = false, protectedSince: Date
        ) {
            self.unusedSince = unusedSince
            self.size = size
            self.keepsLastRunsOnly = keepsLastRunsOnly
            self.protectedSince = protectedSince
        }
    }

    /// Removes results and checkpoints, the blobs that only they reference, and partly written files.
    ///
    /// Other runs may use the cache at the same time; one that misses a removed result recomputes it.
    ///
    /// - Returns: the number of bytes freed.
    /// - Throws: an error if the cache cannot be read; after everything else was removed, the first error of a
    ///   removal.
    public func prune(_ pruning: Pruning) throws -> Int {
        let removal = try remove(pruning)
        if let problem = removal.problem { throw problem }
        return removal.freed
    }

    /// The cache contents that would be removed.
    public struct Removable: Sendable, Hashable {
        /// The number of results.
        public internal(set) var results = 0
        /// The number of unfinished trainings.
        public internal(set) var checkpoints = 0
        /// The bytes of all that would be removed.
        public internal(set) var bytes = 0
    }

    /// What ``prune(_:)``, or without a choice ``removeAll()``, would remove now; removes nothing.
    ///
    /// - Throws: an error if the cache cannot be read.
    public func removable(by pruning: Pruning?) throws -> Removable {
        guard let pruning else { return try removableByAll() }
        let removal = try remove(pruning, isTrial: true)
        return Removable(
            results: removal.results, checkpoints: removal.checkpoints, bytes: removal.freed)
    }

    /// The effect of a removal, or its forecast.
    private struct Removal {
        /// Whether to count only, without removing.
        let isTrial: Bool
        var freed = 0
        var results = 0
        var checkpoints = 0
        /// The first error of removing a file.
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
                // Another process removed it first.
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
        // A result is written after its blobs, so new blobs without a result may still be waiting for it.
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
        // A concurrent run may have stored a result that references them.
        for blob in orphans.values where CacheInventory.File(at: blob.path)?.lastUse == blob.lastUse {
            removal.remove(blob.path, blob.size)
        }
        return removal
    }

    /// Removes the least recently used entries if the cache exceeds its limit, unless a running sweep holds them.
    ///
    /// - Parameter start: the start of the run; results used since then are kept.
    /// - Returns: the number of bytes freed.
    package func keepToLimit(runSince start: Date) -> Int {
        guard let limit, let size = try? CacheInventory.size(of: self), size > limit, !isPinned else {
            return 0
        }
        // A file's time may be up to a tick of the system's clock behind, at most a hundredth of a second.
        let protection = start.addingTimeInterval(-0.02)
        // Files that cannot be removed do not affect results.
        return (try? remove(Pruning(size: limit, protectedSince: protection)))?.freed ?? 0
    }

    /// Records the use of a result.
    func markUsed(_ key: ContentHash) {
        // If the cache is read-only, nothing is removed by age either.
        utimensat(AT_FDCWD, entryPath(key), nil, 0)
    }

    /// The longest time in seconds between a result's blobs and the result, with a wide margin.
    private static let longestWrite: Double = 3600

    /// The keys that the last runs of all existing notebooks used; records of other notebooks are removed.
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
