public import FoundationEssentials

/// Named tensors in a file, in the safetensors format.
///
/// Eight bytes of header length, little-endian; a JSON header that gives each tensor's element type, shape and byte
/// range; the elements, little-endian. Nothing in such a file is executed, and every length is checked. The format
/// does not preserve the order of tensors: its own library sorts them by element size and name.
public struct SafeTensors: Sendable {
    /// The type of a tensor's elements.
    public enum ElementType: String, Sendable, Hashable, Codable, CaseIterable {
        case float32 = "F32"
        case float64 = "F64"
        case float16 = "F16"
        case bfloat16 = "BF16"
        case int64 = "I64"
        case uint64 = "U64"
        case int32 = "I32"
        case uint32 = "U32"
        case int16 = "I16"
        case uint16 = "U16"
        case int8 = "I8"
        case uint8 = "U8"
        case boolean = "BOOL"
        case float8E4M3 = "F8_E4M3"
        case float8E5M2 = "F8_E5M2"
        case float8E8M0 = "F8_E8M0"
        case float8E4M3FNUZ = "F8_E4M3FNUZ"
        case float8E5M2FNUZ = "F8_E5M2FNUZ"
        case complex64 = "C64"

        /// The size of one element in bytes.
        public var size: Int {
            switch self {
            case .boolean, .int8, .uint8, .float8E4M3, .float8E5M2, .float8E8M0, .float8E4M3FNUZ,
                .float8E5M2FNUZ:
                1
            case .float16, .bfloat16, .int16, .uint16: 2
            case .float32, .int32, .uint32: 4
            case .float64, .int64, .uint64, .complex64: 8
            }
        }

        /// Whether the elements are integers or Booleans.
        public var isWhole: Bool {
            switch self {
            case .boolean, .int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64: true
            default: false
            }
        }
    }

    /// A tensor as the file stores it.
    public struct Entry: Sendable, Hashable {
        /// The tensor's name.
        public let name: String
        /// The type of its elements.
        public let type: ElementType
        /// Its dimensions.
        public let shape: Shape
        /// Its elements, little-endian.
        public let bytes: Data

        init(name: String, type: ElementType, shape: Shape, bytes: Data) {
            (self.name, self.type, self.shape, self.bytes) = (name, type, shape, bytes)
        }

        /// A tensor of Float32.
        package init(_ name: String, _ tensor: Tensor) {
            self.init(
                name: name, type: .float32, shape: tensor.shape, bytes: Data(littleEndian: tensor.values))
        }

        /// A 64-bit integer without a dimension.
        package init(_ name: String, _ integer: Int) {
            var bytes = Data()
            bytes.append(littleEndian: Int64(integer))
            self.init(name: name, type: .int64, shape: Shape([]), bytes: bytes)
        }
    }

    /// The tensors, in the order of their bytes.
    public let entries: [Entry]

    /// The file's metadata.
    public let metadata: [String: String]

    /// Makes a file from tensors of Float32.
    public init(_ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]) {
        self.init(entries: tensors.map { Entry($0.name, $0.tensor) }, metadata: metadata)
    }

    /// Makes a file from its entries, in the order of their bytes.
    package init(entries: [Entry], metadata: [String: String]) {
        self.entries = entries
        self.metadata = metadata
    }

    /// The tensor of this name; `nil` if there is none.
    public subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}

extension SafeTensors.Entry {
    /// The elements as Float32, 16-bit ones widened; `nil` for other element types.
    public var tensor: Tensor? {
        switch type {
        case .float32:
            Tensor(shape: shape, values: bytes.littleEndianNumbers().map { Float(bitPattern: $0) })
        case .float16:
            Tensor(shape: shape, values: bytes.littleEndianNumbers().map { Float(binary16: $0) })
        case .bfloat16:
            Tensor(shape: shape, values: bytes.littleEndianNumbers().map { Float(bfloat16: $0) })
        default: nil
        }
    }

    /// The elements as Float64; `nil` for other element types.
    public var doubles: [Double]? {
        guard type == .float64 else { return nil }
        return bytes.littleEndianNumbers().map { Double(bitPattern: $0) }
    }

    /// The elements as integers; `nil` for other element types.
    public var integers: [Int]? {
        guard type == .int64 else { return nil }
        return bytes.littleEndianNumbers(as: Int64.self).map { Int($0) }
    }
}
