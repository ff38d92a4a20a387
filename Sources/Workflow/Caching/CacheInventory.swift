import FoundationEssentials
import Glibc

/// All that lies in a cache, found by looking at every file.
struct CacheInventory {
    /// A file.
    struct File {
        let path: String
        /// Bytes.
        let size: Int
        /// Seconds since 1970.
        let lastUse: Double
    }

    /// A result or a checkpoint.
    struct Item {
        let path: String
        let size: Int
        let lastUse: Double
        /// What it is found by.
        let key: ContentHash
        /// What it is made of, each once.
        let blobs: Set<ContentHash>
        /// Whether it cannot be read.
        let isDamaged: Bool
    }

    /// Results and checkpoints, the least recently used first.
    private(set) var items: [Item] = []

    /// The bulk of results.
    private(set) var blobs: [ContentHash: File] = [:]

    /// How many results are made of each blob.
    private(set) var references: [ContentHash: Int] = [:]

    /// Files that an interrupted write left.
    private(set) var strays: [File] = []

    /// The bytes of all of it.
    private(set) var size = 0

    private static let folders = ["entries", "checkpoints", "blobs"]

    /// The bytes of all of it, without reading any.
    static func size(of cache: StepCache) throws -> Int {
        try folders.reduce(0) { sum, folder in
            try files(in: cache.directory + "/" + folder).reduce(sum) { $0 + $1.file.size }
        }
    }

    /// Looks at every file of a cache, and reads its results.
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
                        path: file.path, size: file.size, lastUse: file.lastUse, key: hash, blobs: made ?? [],
                        isDamaged: made == nil))
                for blob in made ?? [] { references[blob, default: 0] += 1 }
            }
        }
        items.sort { ($0.lastUse, $0.path) < ($1.lastUse, $1.path) }
    }

    /// The files in a folder's folders, and what each is found by; `nil` for one that has no such name.
    private static func files(in folder: String) throws -> [(file: File, hash: ContentHash?)] {
        guard access(folder, F_OK) == 0 else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder).compactMap { name in
            var status = stat()
            let path = folder + "/" + name
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            let file = File(
                path: path, size: Int(status.st_size),
                lastUse: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9)
            let digits = name.hasSuffix(".json") ? name.dropLast(5) : name[...]
            return (file, ContentHash(hexadecimal: String(digits.filter { $0 != "/" })))
        }
    }
}
