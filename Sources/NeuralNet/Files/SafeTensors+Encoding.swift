public import FoundationEssentials

extension SafeTensors {
    /// The file's bytes; the same tensors give the same bytes.
    public func encoded() throws -> Data {
        var header: [String: HeaderEntry] = [:]
        var offset = 0
        for entry in entries {
            header[entry.name] = .tensor(
                type: entry.type.rawValue, shape: entry.shape.dimensions,
                offsets: [offset, offset + entry.bytes.count])
            offset += entry.bytes.count
        }
        if !metadata.isEmpty { header[HeaderEntry.metadataKey] = .metadata(metadata) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = try encoder.encode(header)
        // Readers map the elements into memory, so they start at a multiple of eight bytes.
        while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
        var file = Data(capacity: 8 + text.count + offset)
        file.append(littleEndian: UInt64(text.count))
        file.append(text)
        for entry in entries { file.append(entry.bytes) }
        return file
    }

    /// The maximum size of a header in bytes, as in the format's own library.
    private static let longestHeader = 100_000_000

    /// Reads a file.
    ///
    /// - Throws: ``SafeTensorsProblem`` if a length, a type or a range does not fit the file.
    public init(decoding file: Data) throws(SafeTensorsProblem) {
        guard file.count >= 8 else { throw SafeTensorsProblem("the file has no header") }
        let length = file.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(file.count - 8) else {
            throw SafeTensorsProblem("the header claims \(length) bytes, but the file has \(file.count)")
        }
        guard length <= Self.longestHeader else {
            throw SafeTensorsProblem(
                "the header has \(length) bytes, more than the \(Self.longestHeader) that are read")
        }
        let start = file.startIndex + 8 + Int(length)
        let text = file[file.startIndex + 8..<start]
        guard text.first == UInt8(ascii: "{") else {
            throw SafeTensorsProblem("the header does not begin with '{'")
        }
        if let key = JSONKeys.repeated(in: text) {
            throw SafeTensorsProblem("'\(key)' appears twice in the header")
        }
        let header: [String: HeaderEntry]
        do {
            header = try JSONDecoder().decode([String: HeaderEntry].self, from: text)
        } catch {
            throw SafeTensorsProblem("the header is not a table of tensors")
        }
        let elements = file[start...]
        var entries: [(offset: Int, end: Int, entry: Entry)] = []
        var metadata: [String: String] = [:]
        for (name, value) in header {
            switch value {
            case .metadata(let texts):
                guard name == HeaderEntry.metadataKey else {
                    throw SafeTensorsProblem("'\(name)' is not a tensor")
                }
                metadata = texts
            case .tensor(let type, let shape, let offsets):
                let entry = try Self.entry(name, type, shape, offsets, in: elements)
                entries.append((offsets[0], offsets[1], entry))
            }
        }
        entries.sort { ($0.offset, $0.end, $0.entry.name) < ($1.offset, $1.end, $1.entry.name) }
        var position = 0
        for (offset, end, entry) in entries {
            guard offset >= position else {
                throw SafeTensorsProblem("'\(entry.name)' overlaps another tensor")
            }
            guard offset == position else {
                throw SafeTensorsProblem(
                    unclaimed: offset - position, where: " before '\(entry.name)'")
            }
            position = end
        }
        guard position == elements.count else {
            throw SafeTensorsProblem(unclaimed: elements.count - position, where: "")
        }
        self.init(entries: entries.map(\.entry), metadata: metadata)
    }

    private static func entry(
        _ name: String, _ typeName: String, _ dimensions: [Int], _ offsets: [Int], in elements: Data
    ) throws(SafeTensorsProblem) -> Entry {
        guard let type = ElementType(rawValue: typeName) else {
            throw SafeTensorsProblem("'\(name)' has elements of the unsupported type '\(typeName)'")
        }
        var size = type.size
        for dimension in dimensions {
            let (product, overflows) = size.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflows else {
                throw SafeTensorsProblem("'\(name)' has an impossible shape")
            }
            size = product
        }
        guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= elements.count,
            offsets[1] - offsets[0] == size
        else {
            throw SafeTensorsProblem("the bytes \(offsets) of '\(name)' do not fit its shape or the file")
        }
        let bytes = elements[elements.startIndex + offsets[0]..<elements.startIndex + offsets[1]]
        return Entry(name: name, type: type, shape: Shape(dimensions), bytes: bytes)
    }
}

/// Why a file cannot be read as safetensors.
public struct SafeTensorsProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The error message.
    public let description: String

    init(_ description: String) { self.description = description }

    /// Bytes that belong to no tensor, which the format does not allow.
    init(unclaimed count: Int, where place: String) {
        self.init(
            count == 1
                ? "1 byte\(place) that belongs to no tensor"
                : "\(count) bytes\(place) that belong to no tensor")
    }
}

/// A value of the header: a tensor, or the file's metadata.
private enum HeaderEntry: Codable {
    case tensor(type: String, shape: [Int], offsets: [Int])
    case metadata([String: String])

    static let metadataKey = "__metadata__"

    private enum CodingKeys: String, CodingKey {
        case type = "dtype"
        case shape
        case offsets = "data_offsets"
    }

    init(from decoder: any Decoder) throws {
        if decoder.codingPath.last?.stringValue == Self.metadataKey {
            self = .metadata(try decoder.singleValueContainer().decode([String: String].self))
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self = .tensor(
            type: try container.decode(String.self, forKey: .type),
            shape: try container.decode([Int].self, forKey: .shape),
            offsets: try container.decode([Int].self, forKey: .offsets))
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .metadata(let texts):
            var container = encoder.singleValueContainer()
            try container.encode(texts)
        case .tensor(let type, let shape, let offsets):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(type, forKey: .type)
            try container.encode(shape, forKey: .shape)
            try container.encode(offsets, forKey: .offsets)
        }
    }
}
