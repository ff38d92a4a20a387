import FoundationEssentials

/// The fields of a message in Protocol Buffers' wire format, as far as ``ProtocolBuffer`` writes them.
///
/// Every length in it is checked.
struct ProtocolBufferMessage {
    /// The content of a field.
    enum Content {
        case number(Int)
        /// A string, bytes or a message.
        case bytes(Data)
    }

    /// The fields in the order of the file, each with its number.
    private(set) var fields: [(number: Int, content: Content)] = []

    /// The maximum number of fields in a message.
    private static let mostFields = 1_000_000

    /// Parses a message.
    ///
    /// - Throws: ``ModelFileProblem`` if it is truncated, or has a kind of field that is never written.
    init(_ message: Data) throws(ModelFileProblem) {
        var rest = message[...]
        while !rest.isEmpty {
            guard fields.count < Self.mostFields else { throw Self.damage }
            let key = try Self.variable(&rest)
            guard key >> 3 > 0, let number = Int(exactly: key >> 3) else { throw Self.damage }
            switch key & 7 {
            case 0: fields.append((number, .number(Int(truncatingIfNeeded: try Self.variable(&rest)))))
            case 2:
                let length = try Self.variable(&rest)
                guard length <= UInt64(rest.count) else { throw Self.damage }
                let bytes = rest.prefix(Int(length))
                rest = rest.dropFirst(bytes.count)
                fields.append((number, .bytes(bytes)))
            default: throw Self.damage
            }
        }
    }

    private static let damage = ModelFileProblem("it is damaged, or no ONNX file of 'save'")

    private static func variable(_ rest: inout Data) throws(ModelFileProblem) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let byte = rest.popFirst() else { throw damage }
            number |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return number }
        }
        throw damage
    }
}
