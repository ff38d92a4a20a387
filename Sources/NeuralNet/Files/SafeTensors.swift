public import FoundationEssentials

/// Named tensors in a file, in the safetensors format.
///
/// Eight bytes of header length, little-endian; a JSON header that gives each tensor's element type, shape and byte
/// range; the elements, little-endian. Nothing in such a file is executed, and reading trusts no length in it.
public struct SafeTensors: Sendable {
    /// The type of a tensor's elements.
    public enum ElementType: String, Sendable, Hashable, Codable {
        case float32 = "F32"
        case float64 = "F64"
        case int64 = "I64"

        /// The bytes of one element.
        public var size: Int {
            switch self {
            case .float32: 4
            case .float64, .int64: 8
            }
        }
    }

    /// A tensor as it stands in the file.
    public struct Entry: Sendable, Hashable {
        /// The tensor's name.
        public let name: String
        /// The type of its elements.
        public let type: ElementType
        /// Its dimensions.
        public let shape: Shape
        /// Its elements, little-endian.
        public let bytes: Data
    }

    /// The tensors, in the order of their bytes.
    public let entries: [Entry]

    /// Texts about the file.
    public let metadata: [String: String]

    /// Makes a file from tensors of Float32.
    public init(_ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]) {
        self.metadata = metadata
        entries = tensors.map { name, tensor in
            let bytes = tensor.values.withUnsafeBytes { Data($0) }
            return Entry(name: name, type: .float32, shape: tensor.shape, bytes: bytes)
        }
    }

    init(entries: [Entry], metadata: [String: String]) {
        self.entries = entries
        self.metadata = metadata
    }

    /// The tensor of this name; `nil` where there is none.
    public subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}

extension SafeTensors.Entry {
    /// The elements as Float32; `nil` where they are of another type.
    public var tensor: Tensor? {
        guard type == .float32 else { return nil }
        return Tensor(shape: shape, values: elements().map { Float(bitPattern: UInt32(littleEndian: $0)) })
    }

    /// The elements as Float64; `nil` where they are of another type.
    public var doubles: [Double]? {
        guard type == .float64 else { return nil }
        return elements().map { Double(bitPattern: UInt64(littleEndian: $0)) }
    }

    /// The elements as integers; `nil` where they are of another type.
    public var integers: [Int]? {
        guard type == .int64 else { return nil }
        return elements().map { Int(Int64(littleEndian: $0)) }
    }

    private func elements<Element: BitwiseCopyable>() -> [Element] {
        let size = MemoryLayout<Element>.size
        return bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / size).map { bytes.loadUnaligned(fromByteOffset: $0 * size, as: Element.self) }
        }
    }
}
