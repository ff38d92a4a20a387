import FoundationEssentials

/// The entries of a tar archive, one after the other.
struct TarReader {
    private let data: Data
    /// The archive's name, for messages.
    private let name: String
    /// The number of bytes that were read.
    private var offset = 0
    /// The path of the last file or folder.
    private var last: String?

    /// The maximum length of a path in bytes, that of one on Linux; it enters messages.
    private static let longestPath = 4096

    /// The maximum size of the attributes of a file in bytes.
    private static let mostAttributes = 1 << 16

    /// Makes a reader of a whole archive.
    init(_ data: Data, name: String) {
        self.data = data
        self.name = name
    }

    /// The next regular file; `nil` at the archive's end.
    ///
    /// - Throws: ``DataFileProblem`` as ``TarArchive/init(_:name:)``.
    mutating func next() throws(DataFileProblem) -> TarArchive.File? {
        var attributes = TarAttributes()
        while let header = try nextHeader() {
            let path = attributes.path ?? header.path
            switch header.kind {
            case .unneeded: _ = try content(header.size, of: nil)
            case .longPath:
                let text = try content(header.size, of: nil).prefix(Self.longestPath + 1)
                guard let path = TarHeader.text([UInt8](text)[...]) else { throw unreadableAttributes }
                attributes.path = path
            case .attributes:
                guard header.size <= Self.mostAttributes,
                    attributes.add(try content(header.size, of: nil))
                else { throw unreadableAttributes }
            case .folder, .file, .other:
                guard !path.isEmpty, path.utf8.count <= Self.longestPath else {
                    throw DataFileProblem(name, "is damaged: it has a file of an impossible path \(place)")
                }
                last = path
                if case .other(let words) = header.kind {
                    throw DataFileProblem(
                        name + "/" + path, "is \(words), and only files and folders of an archive are read")
                }
                // Before there was a kind for them, folders were told by a slash.
                if header.kind == .file, !path.hasSuffix("/") {
                    return TarArchive.File(
                        path: path, content: try content(attributes.size ?? header.size, of: path))
                }
                attributes = TarAttributes()
            }
        }
        return nil
    }

    /// The next header; `nil` if there are but zero bytes.
    private mutating func nextHeader() throws(DataFileProblem) -> TarHeader? {
        guard let bytes = take(TarHeader.blockSize) else {
            throw DataFileProblem(name, "is cut short: it has neither an entry nor an end \(place)")
        }
        let block = [UInt8](bytes)
        if block.allSatisfy({ $0 == 0 }) {
            guard data.dropFirst(offset).allSatisfy({ $0 == 0 }) else {
                throw DataFileProblem(name, "has other bytes after its end")
            }
            return nil
        }
        guard TarHeader.isIntact(block) else {
            throw DataFileProblem(
                name,
                last == nil
                    ? "is no tar archive, or its first header is damaged"
                    : "is damaged: the header \(place) has another checksum than it states")
        }
        guard let header = TarHeader(block) else {
            throw DataFileProblem(name, "is damaged: the header \(place) has no readable path and size")
        }
        return header
    }

    /// The content of an entry, after which there are bytes that fill its last block.
    private mutating func content(_ size: Int, of path: String?) throws(DataFileProblem) -> Data {
        let rest = data.count - offset
        let (whole, part) = size.quotientAndRemainder(dividingBy: TarHeader.blockSize)
        let blocks = whole + (part > 0 ? 1 : 0)
        guard blocks <= rest / TarHeader.blockSize, let content = take(size),
            take(blocks * TarHeader.blockSize - size) != nil
        else {
            throw DataFileProblem(
                path.map { name + "/" + $0 } ?? name,
                "is cut short: \(size) bytes are announced, and \(rest) are left in the archive")
        }
        return content
    }

    /// The next bytes; `nil` if there are fewer.
    private mutating func take(_ count: Int) -> Data? {
        guard count <= data.count - offset else { return nil }
        let start = data.startIndex + offset
        offset += count
        return data[start..<start + count]
    }

    private var unreadableAttributes: DataFileProblem {
        DataFileProblem(name, "has attributes of a file \(place) that are not read")
    }

    /// Where the reader is, in words.
    private var place: String { last.map { "after '\($0)'" } ?? "at its beginning" }
}
