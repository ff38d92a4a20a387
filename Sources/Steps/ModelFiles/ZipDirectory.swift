import FoundationEssentials

/// The files of a zip archive, found by the directory at its end.
///
/// Source: PKWARE's APPNOTE 6.3, with zip64 (4.3.14, 4.3.15, 4.5.3), which PyTorch writes for large networks. Every
/// length and offset in the archive is checked.
struct ZipDirectory {
    private struct Entry {
        let offset: Int
        let size: Int
        let packedSize: Int
        let method: Int
        let checksum: UInt32
    }

    private let archive: Data
    private var entries: [String: Entry] = [:]

    /// The maximum number of files.
    private static let mostFiles = 100_000

    /// The maximum length of a file's name in bytes, that of a path on Linux; a name enters messages.
    private static let longestName = 4096

    /// The names of the files, sorted.
    var names: [String] { entries.keys.sorted() }

    /// Reads an archive's directory.
    init(_ archive: Data) throws(ModelFileProblem) {
        self.archive = archive
        guard let end = endOfDirectory() else {
            throw ModelFileProblem("it is not a zip archive, is truncated, or has bytes after its end")
        }
        var (count, offset) = (number(end + 10, 2) ?? 0, number(end + 16, 4) ?? 0)
        let far = farRecord(before: end)
        if count == 0xFFFF || offset == 0xFFFF_FFFF {
            guard let far, let manyFiles = number(far + 32, 8), let farOffset = number(far + 48, 8) else {
                throw ModelFileProblem("its directory is damaged")
            }
            (count, offset) = (manyFiles, farOffset)
        }
        guard count <= Self.mostFiles else { throw ModelFileProblem("it has \(count) files") }
        for _ in 0..<count {
            guard number(offset, 4) == 0x0201_4B50, let nameSize = number(offset + 28, 2),
                nameSize <= Self.longestName, let extraSize = number(offset + 30, 2),
                let commentSize = number(offset + 32, 2),
                let name = text(offset + 46, nameSize), let entry = entry(at: offset, nameSize, extraSize)
            else { throw ModelFileProblem("its directory is damaged") }
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw ModelFileProblem("it has two files '\(name)'")
            }
            offset += 46 + nameSize + extraSize + commentSize
        }
        // In two concatenated archives, the offsets of the second lead into the first.
        guard offset == far ?? end else {
            throw ModelFileProblem("its directory is damaged, or it is two concatenated archives")
        }
    }

    /// The path of the only file of this name, in a folder or in none; `nil` if there is no such file.
    ///
    /// - Throws: ``ModelFileProblem`` if there are several.
    func only(_ name: String) throws(ModelFileProblem) -> String? {
        let found = names.filter { $0 == name || $0.hasSuffix("/" + name) }
        guard found.count < 2 else {
            throw ModelFileProblem(
                "it holds several networks, '\(found[0])' and '\(found[1])' among them; save each in a file of its own"
            )
        }
        return found.first
    }

    /// The size of a file's content in bytes as the directory states it, below 2⁴⁸; 0 if there is no such file.
    func statedSize(of name: String) -> Int { entries[name]?.size ?? 0 }

    /// The content of a file without compression.
    func content(of name: String) throws(ModelFileProblem) -> Data {
        let entry = try entry(name)
        guard entry.method == 0 else {
            throw ModelFileProblem("its file '\(name)' is packed, which PyTorch does not do")
        }
        return try checked(stored(entry, name, count: entry.size), entry, name)
    }

    /// The content of a file with compression by deflate, or without.
    ///
    /// - Parameter limit: the maximum number of bytes of the content, whatever the archive claims.
    func content(of name: String, unpackingAtMost limit: Int) throws(ModelFileProblem) -> Data {
        let entry = try entry(name)
        guard entry.size <= limit else {
            throw ModelFileProblem("its file '\(name)' has \(entry.size) bytes, more than are read")
        }
        switch entry.method {
        case 0: return try content(of: name)
        case 8:
            let packed = try stored(entry, name, count: entry.packedSize)
            let content: Data
            do throws(DataFileProblem) {
                content = try Gzip.unpackDeflated(packed, limit: entry.size, name: name)
            } catch {
                throw ModelFileProblem("its file \(error)")
            }
            guard content.count == entry.size else {
                throw ModelFileProblem("its file '\(name)' is cut short")
            }
            return try checked(content, entry, name)
        case let method:
            throw ModelFileProblem(
                "its file '\(name)' is packed by the method \(method), and deflate is the one that is read")
        }
    }

    private func entry(_ name: String) throws(ModelFileProblem) -> Entry {
        guard let entry = entries[name] else { throw ModelFileProblem("it has no file '\(name)'") }
        return entry
    }

    /// The bytes of a file as they are in the archive.
    private func stored(_ entry: Entry, _ name: String, count: Int) throws(ModelFileProblem) -> Data {
        guard number(entry.offset, 4) == 0x0403_4B50, let nameSize = number(entry.offset + 26, 2),
            let extraSize = number(entry.offset + 28, 2),
            let content = bytes(entry.offset + 30 + nameSize + extraSize, count)
        else { throw ModelFileProblem("its file '\(name)' is cut short") }
        return content
    }

    private func checked(
        _ content: Data, _ entry: Entry, _ name: String
    ) throws(ModelFileProblem) -> Data {
        guard content.zipChecksum == entry.checksum else {
            throw ModelFileProblem("its file '\(name)' is damaged")
        }
        return content
    }

    /// The offset of the end of central directory record, which only a comment follows.
    private func endOfDirectory() -> Int? {
        guard archive.count >= 22 else { return nil }
        let first = max(0, archive.count - 22 - 0xFFFF)
        return (first...archive.count - 22).reversed().first { offset in
            number(offset, 4) == 0x0605_4B50 && number(offset + 20, 2) == archive.count - offset - 22
        }
    }

    /// The offset of the zip64 end of central directory record; `nil` if there is none.
    ///
    /// PyTorch writes it into every archive, even for small numbers.
    private func farRecord(before end: Int) -> Int? {
        guard number(end - 20, 4) == 0x0706_4B50, let place = number(end - 12, 8),
            number(place, 4) == 0x0606_4B50, let size = number(place + 4, 8),
            // In the second of two concatenated archives, it leads to the first one's.
            place + 12 + size == end - 20
        else { return nil }
        return place
    }

    private func entry(at offset: Int, _ nameSize: Int, _ extraSize: Int) -> Entry? {
        guard let method = number(offset + 10, 2), let checksum = number(offset + 16, 4),
            var packedSize = number(offset + 20, 4), var size = number(offset + 24, 4),
            var start = number(offset + 42, 4)
        else { return nil }
        // Numbers that do not fit are in the zip64 extra field, in the order uncompressed size, compressed size,
        // offset.
        var place = offset + 46 + nameSize
        let end = place + extraSize
        while place + 4 <= end, [size, packedSize, start].contains(0xFFFF_FFFF) {
            guard let id = number(place, 2), let length = number(place + 2, 2) else { return nil }
            if id == 1 {
                var field = place + 4
                if size == 0xFFFF_FFFF {
                    guard let value = number(field, 8) else { return nil }
                    size = value
                    field += 8
                }
                if packedSize == 0xFFFF_FFFF {
                    guard let value = number(field, 8) else { return nil }
                    packedSize = value
                    field += 8
                }
                if start == 0xFFFF_FFFF {
                    guard let value = number(field, 8) else { return nil }
                    start = value
                }
                break
            }
            place += 4 + length
        }
        return Entry(
            offset: start, size: size, packedSize: packedSize, method: method,
            checksum: UInt32(truncatingIfNeeded: checksum))
    }

    private func text(_ offset: Int, _ count: Int) -> String? {
        bytes(offset, count).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private func bytes(_ offset: Int, _ count: Int) -> Data? {
        guard offset >= 0, count >= 0, offset <= archive.count, count <= archive.count - offset else {
            return nil
        }
        let start = archive.startIndex + offset
        return archive[start..<start + count]
    }

    /// A little-endian number; `nil` outside the archive, and for one beyond 2⁴⁸.
    private func number(_ offset: Int, _ size: Int) -> Int? {
        guard let bytes = bytes(offset, size) else { return nil }
        let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return value < 1 << 48 ? Int(value) : nil
    }
}
