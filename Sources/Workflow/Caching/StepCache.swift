import Figures
import FoundationEssentials
import Glibc

/// Results of steps on disk, keyed by the hash of all their dependencies.
///
/// Three folders: `entries`, a small file for each result; `blobs`, their bulk by content hash; and `checkpoints`,
/// the progress of unfinished work. Every file is written under a temporary name and renamed, so that a reader sees
/// either all of it or none, and is checked when read. Several runs may use one cache concurrently.
public struct StepCache: Sendable {
    /// The folder.
    public let directory: String

    /// The size in bytes to which a run reduces the cache, not counting its own results; `nil` for no limit.
    public let limit: Int?

    /// Makes a cache in a folder, which is created when something is first stored.
    public init(directory: String, limit: Int? = nil) {
        self.directory = directory
        self.limit = limit
    }

    /// The outcome of a lookup.
    enum Lookup {
        case hit(StepResult, seconds: Double)
        case miss
        /// The entry was changed since it was written.
        case damaged(CacheDamage)
    }

    /// Looks up the result of a step.
    func lookUp(_ key: ContentHash, of step: any Step, registry: Registry) -> Lookup {
        let path = entryPath(key)
        guard access(path, F_OK) == 0 else { return .miss }
        do {
            let entry = try readEntry(CacheEntry.self, key, figures: registry.figures)
            guard entry.isPossible else {
                throw CacheDamage("a result says that it took \(entry.seconds) seconds")
            }
            let result = try result(of: entry, registry: registry)
            guard entry.step == step.signature.name, result.value.canBe(step.signature.result) else {
                throw CacheDamage("a result is not one of '\(step.signature.name)'")
            }
            return .hit(result, seconds: entry.seconds)
        } catch let damage as CacheDamage {
            return .damaged(damage)
        } catch {
            return .damaged(CacheDamage("a result cannot be read: \(error)"))
        }
    }

    /// Stores a result.
    ///
    /// - Throws: an error if the disk is full or the folder is not writable.
    func store(_ result: StepResult, of step: String, seconds: Double, for key: ContentHash) throws {
        var blobs = result.files.map(\.content)
        if case .artifact(let stored) = result.value { blobs += stored.packed.blobs.values }
        for blob in blobs { try store(blob) }
        let body = try JSONEncoder.canonical.encode(CacheEntry(step: step, result: result, seconds: seconds))
        try write(sealed(body, key), to: entryPath(key))
    }

    /// Removes everything.
    ///
    /// - Returns: the number of bytes freed.
    public func removeAll() throws -> Int {
        guard try isThere else { return 0 }
        var freed = 0
        for folder in Self.folders {
            let path = directory + "/" + folder
            guard access(path, F_OK) == 0 else { continue }
            for file in try FileManager.default.subpathsOfDirectory(atPath: path) {
                freed += size(ofFile: path + "/" + file)
            }
            try FileManager.default.removeItem(atPath: path)
        }
        freed += size(ofFile: markerPath)
        if access(markerPath, F_OK) == 0 { try FileManager.default.removeItem(atPath: markerPath) }
        return freed
    }

    /// What ``removeAll()`` would remove.
    func removableByAll() throws -> Removable {
        var removable = Removable()
        guard try isThere else { return removable }
        for folder in Self.folders {
            let path = directory + "/" + folder
            guard access(path, F_OK) == 0 else { continue }
            for file in try FileManager.default.subpathsOfDirectory(atPath: path) {
                removable.bytes += size(ofFile: path + "/" + file)
                guard CacheInventory.isResult(file) else { continue }
                if folder == "entries" { removable.results += 1 }
                if folder == "checkpoints" { removable.checkpoints += 1 }
            }
        }
        removable.bytes += size(ofFile: markerPath)
        return removable
    }
}

extension StepCache {
    /// Whether the cache exists.
    ///
    /// - Throws: ``ForeignFolder`` if the folder is not a cache, but has subfolders of the same names, and an error if
    ///   it may not be entered.
    public var isThere: Bool {
        get throws {
            if isMarked { return true }
            if access(directory + "/.", X_OK) != 0, ![ENOENT, ENOTDIR].contains(errno) {
                throw SystemError(number: errno)
            }
            let paths = [markerPath] + Self.folders.map { "\(directory)/\($0)" }
            guard paths.contains(where: { access($0, F_OK) == 0 }) else { return false }
            guard holdsOnlyOwnFiles else { throw ForeignFolder(path: directory) }
            return true
        }
    }

    private var isMarked: Bool {
        (try? String(contentsOf: URL(filePath: markerPath), encoding: .utf8))?.contains(Self.signature)
            == true
    }

    /// Whether there are files and all have names that a cache uses: a cache whose tag was damaged.
    private var holdsOnlyOwnFiles: Bool {
        var count = 0
        for folder in Self.folders {
            let path = directory + "/" + folder
            for file in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
                var status = stat()
                guard lstat(path + "/" + file, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
                    continue
                }
                guard CacheInventory.isName(file) else { return false }
                count += 1
            }
        }
        return count > 0
    }

    static let signature = "# Results kept by stepbook"

    /// The name of the file that identifies a cache.
    static let marker = "CACHEDIR.TAG"

    private static let folders = ["entries", "blobs", "checkpoints", "runs"]

    /// The blobs that a result references; `nil` if it cannot be read.
    func blobs(ofEntry key: ContentHash) -> Set<ContentHash>? {
        guard let entry = try? readEntry(CacheEntry.Bulk.self, key) else { return nil }
        return Set(entry.blobs.map(\.hash))
    }

    func entryPath(_ key: ContentHash) -> String { path("entries", key) + ".json" }

    func path(_ folder: String, _ hash: ContentHash) -> String {
        "\(directory)/\(folder)/\(hash.hexadecimal.prefix(2))/\(hash.hexadecimal.dropFirst(2))"
    }

    /// The stored form: the hash of the body and its key, which prevents mix-ups, followed by the body.
    func sealed(_ body: Data, _ key: ContentHash) -> Data {
        var file = Data((seal(of: body, key).hexadecimal + "\n").utf8)
        file.append(body)
        return file
    }

    /// Verifies and removes the seal.
    ///
    /// - Parameter what: the kind of file, for messages: `result`.
    func unsealed(_ what: String, _ file: Data, _ key: ContentHash) throws(CacheDamage) -> Data {
        guard file.count > 65, file[file.startIndex + 64] == UInt8(ascii: "\n") else {
            throw CacheDamage("a \(what) is cut short")
        }
        let body = file[(file.startIndex + 65)...]
        guard seal(of: body, key).hexadecimal == String(decoding: file.prefix(64), as: UTF8.self) else {
            throw CacheDamage("a \(what) is not as it was written")
        }
        return body
    }

    private func seal(of body: Data, _ key: ContentHash) -> ContentHash {
        var fingerprint = Fingerprint()
        fingerprint.add("key", key)
        fingerprint.add("entry", body)
        return fingerprint.hash
    }

    /// Reads an entry, or the part of it that does not require the kinds of its figures.
    private func readEntry<Entry: Decodable>(
        _ type: Entry.Type, _ key: ContentHash, figures: FigureKinds? = nil
    ) throws -> Entry {
        let file = try Data(contentsOf: URL(filePath: entryPath(key)))
        let decoder = JSONDecoder.canonical
        decoder.userInfo[FigureKinds.key] = figures
        return try decoder.decode(type, from: unsealed("result", file, key))
    }

    private func result(of entry: CacheEntry, registry: Registry) throws -> StepResult {
        for reference in entry.blobs {
            var status = stat()
            guard stat(path("blobs", reference.hash), &status) == 0, Int(status.st_size) == reference.count
            else {
                throw CacheDamage("a part of a result is missing")
            }
        }
        let value: Value =
            switch entry.value {
            case .nothing: .nothing
            case .boolean(let flag): .boolean(flag)
            case .integer(let number): .integer(number)
            case .float(let bits): .float(Double(bitPattern: bits))
            case .string(let text): .string(text)
            case .artifact(let type, let record, let blobs):
                .artifact(try artifact(type, record, blobs, registry: registry))
            }
        var result = StepResult(
            value: value, figures: entry.figures,
            files: entry.files.map { StepResult.File(path: $0.path, content: blob($0.content)) },
            expectation: entry.expectation, notices: entry.notices)
        result.keptHash = entry.resultHash
        return result
    }

    private func artifact(
        _ type: String, _ record: Data, _ blobs: [String: CacheEntry.BlobReference], registry: Registry
    ) throws -> StoredArtifact {
        guard let artifactType = registry.artifacts[type] else {
            throw CacheDamage("a result is of the unknown type '\(type)'")
        }
        return try StoredArtifact(
            PackedArtifact(type: type, record: record, blobs: blobs.mapValues(blob)), as: artifactType)
    }

    private func blob(_ reference: CacheEntry.BlobReference) -> Blob {
        let path = path("blobs", reference.hash)
        return Blob(hash: reference.hash, count: reference.count) {
            guard let data = try? Data(contentsOf: URL(filePath: path)), data.count == reference.count,
                ContentHash(of: data) == reference.hash
            else { throw CacheDamage("a part of a result is missing or not as it was written") }
            return data
        }
    }

    private func store(_ blob: Blob) throws {
        let path = path("blobs", blob.hash)
        var status = stat()
        // A file of this name and size may still be damaged; reading it will reveal that, and it is then rewritten.
        if stat(path, &status) == 0, Int(status.st_size) == blob.count, !blob.isLoaded {
            utimensat(AT_FDCWD, path, nil, 0)
            return
        }
        if stat(path, &status) == 0, Int(status.st_size) == blob.count,
            let data = try? Data(contentsOf: URL(filePath: path)), ContentHash(of: data) == blob.hash
        {
            utimensat(AT_FDCWD, path, nil, 0)
            return
        }
        try write(try blob.data(), to: path)
    }

    private func size(ofFile path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_size)
    }

    /// Marks the folder as a cache for `removeAll` and for backup programs (https://bford.info/cachedir/).
    private var markerPath: String { directory + "/" + Self.marker }

    func mark() throws {
        guard !isMarked else { return }
        _ = try isThere
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let text =
            "Signature: 8a477f597d28d172789f06886806bc55\n\(Self.signature); may be removed at any time.\n"
        try Data(text.utf8).write(to: URL(filePath: markerPath), options: .atomic)
    }

    func write(_ data: Data, to path: String) throws {
        try mark()
        let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
        try FileManager.default.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
        try data.write(to: URL(filePath: path), options: .atomic)
    }
}

extension Value {
    /// Whether a step of this type can have returned it. The type of an artifact is checked where it is used.
    fileprivate func canBe(_ type: ValueType) -> Bool {
        switch (self, type) {
        case (.artifact, .artifact), (.artifact, .either), (.artifact, .optional): true
        case (.boolean, _): type.accepts(.boolean)
        case (.integer, _): type.accepts(.integer)
        case (.float, _): type.accepts(.float)
        case (.string, _): type.accepts(.string)
        case (.nothing, _): type.accepts(.nothing)
        default: false
        }
    }
}
