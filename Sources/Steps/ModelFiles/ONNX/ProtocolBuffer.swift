import FoundationEssentials
import NeuralNet

/// A message in Protocol Buffers' wire format, as far as ONNX networks need it.
///
/// Source: "Encoding", the description of the wire format. A field that is not written has its default value.
struct ProtocolBuffer {
    /// The message's bytes.
    private(set) var data = Data()

    /// Writes an integer.
    mutating func add(_ field: Int, _ number: Int) {
        key(field, type: 0)
        variable(UInt64(bitPattern: Int64(number)))
    }

    /// Writes a Float32.
    mutating func add(_ field: Int, _ number: Float) {
        key(field, type: 5)
        data.append(littleEndian: number.bitPattern)
    }

    /// Writes a string.
    mutating func add(_ field: Int, _ text: String) { add(field, Data(text.utf8)) }

    /// Writes bytes.
    mutating func add(_ field: Int, _ bytes: Data) {
        key(field, type: 2)
        variable(UInt64(bytes.count))
        data.append(bytes)
    }

    /// Writes a message.
    mutating func add(_ field: Int, _ content: (inout ProtocolBuffer) -> Void) {
        var message = ProtocolBuffer()
        content(&message)
        add(field, message.data)
    }

    private mutating func key(_ field: Int, type: Int) { variable(UInt64(field << 3 | type)) }

    /// Writes a varint: seven bits per byte, the lowest first; the eighth means that more follow.
    private mutating func variable(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            data.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        data.append(UInt8(rest))
    }
}
