import FoundationEssentials
import Glibc

/// The contents of a cache, determined by examining every file.
struct CacheInventory {
    /// A file.
    struct File {
        let path: String
        /// Bytes.
        let size: Int
        /// Seconds since 1970.
        let lastUse: Double

        /// Examines a file; `nil` if it does not exist.
        init?(at path: String) {
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            self.path = path
            size = Int(status.st_size)
            lastUse = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9
        }
    }

    /// A result or a checkpoint.
    struct Item {
        let file: File
        /// Its key.
        let key: ContentHash
        /// Whether it is a checkpoint of a training rather than a result.
        let isCheckpoint: Bool
        /// The blobs that it references, without duplicates.
        let blobs: Set<ContentHash>
        /// Whether it cannot be read.
        let isDamaged: Bool
    }

    /// Results and checkpoints, the least recently used first.
    private(set) var items: [Item] = []

    /// The blobs of results.
    private(set) var blobs: [ContentHash: File] = [:]

    /// The number of items that reference each blob.
    private(set) var references: [ContentHash: Int] = [:]

    /// Files left by interrupted writes.
    private(set) var strays: [File] = []

    /// The total size in bytes.
    private(set) var size = 0

    private static let folders = ["entries", "checkpoints", "blobs"]

    /// The total size in bytes, without reading any file.
    static func size(of cache: StepCache) throws -> Int {
        try folders.reduce(0) { sum, folder in
            try files(in: cache.directory + "/" + folder).reduce(sum) { $0 + $1.file.size }
        }
    }

    /// Examines every file of a cache and reads its results.
    init(_ cache: StepCache) throws {
        for folder in Self.folders {
            for (file, hash) in try Self.files(in: cache.directory + "/" + folder) {
                size += file.size
                guard let hash else {
                    strays.append(file)
                    continue
                }
                guard folder != "blobs" else {
                    blobs[hash] = file
                    continue
                }
                let isEntry = folder == "entries"
                let made = isEntry ? cache.blobs(ofEntry: hash) : []
                items.append(
                    Item(
                        file: file, key: hash, isCheckpoint: !isEntry, blobs: made ?? [],
                        isDamaged: made == nil))
                for blob in made ?? [] { references[blob, default: 0] += 1 }
            }
        }
        items.sort { ($0.file.lastUse, $0.file.path) < ($1.file.lastUse, $1.file.path) }
    }

    /// The files in a folder's subfolders, with the hash that each is named after.
    ///
    /// The hash is `nil` for a file that was only partly written. All other files are ignored.
    private static func files(in folder: String) throws -> [(file: File, hash: ContentHash?)] {
        guard access(folder, F_OK) == 0 else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder).compactMap {
            name -> (file: File, hash: ContentHash?)? in
            guard isName(name), name.contains("/") else { return nil }
            return File(at: folder + "/" + name).map { ($0, hash(named: name)) }
        }
    }

    /// Whether a path in one of the folders is a name that a cache uses.
    static func isName(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard parts.count == 1 || parts.count == 2 && parts[0].utf8.count == 2, let file = parts.last else {
            return false
        }
        // The names that Foundation gives to files while it writes them.
        return hash(named: path) != nil || file.hasPrefix(".dat.nosync")
    }

    /// Whether a path is that of a complete result or checkpoint.
    static func isResult(_ path: String) -> Bool { path.contains("/") && hash(named: path) != nil }

    private static func hash(named path: String) -> ContentHash? {
        let digits = path.filter { $0 != "/" }
        return ContentHash(hexadecimal: digits.hasSuffix(".json") ? String(digits.dropLast(5)) : digits)
    }
}
