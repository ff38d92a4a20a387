import Crypto
import FoundationEssentials

/// An injective hash over named fields: different lists of fields have different inputs.
///
/// Each field is absorbed with the lengths of its name and its bytes, so that moving a byte from one field to the
/// next changes the hash.
struct Fingerprint {
    private var hasher = SHA256()

    /// The hash of the fields so far.
    var hash: ContentHash { ContentHash(hasher.finalize()) }

    /// Adds a field of bytes.
    mutating func add(_ name: String, _ bytes: some DataProtocol) {
        addLength(name.utf8.count)
        hasher.update(data: Array(name.utf8))
        addLength(bytes.count)
        hasher.update(data: bytes)
    }

    /// Adds a field of text.
    mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

    /// Adds a field that is itself a hash.
    mutating func add(_ name: String, _ hash: ContentHash) { add(name, hash.hexadecimal) }

    /// Adds a value: its type and its content; artifacts by their content hash.
    mutating func add(_ name: String, _ value: Value) {
        switch value {
        case .nothing: add(name, "nil")
        case .boolean(let value): add(name, "boolean \(value)")
        case .integer(let value): add(name, "integer \(value)")
        case .float(let value): add(name, "float \(String(value.bitPattern, radix: 16))")
        case .string(let value):
            add(name, "string")
            add("text", value)
        case .symbol(let value): add(name, "symbol \(value)")
        case .array(let values):
            add(name, "array \(values.count)")
            for value in values { add("element", value) }
        case .configuration(let configuration):
            add(name, "configuration \(configuration.name) \(configuration.arguments.count)")
            for (name, value) in configuration.arguments.sorted(by: { $0.key < $1.key }) { add(name, value) }
        case .artifact(let stored):
            add(name, "artifact")
            add("content", stored.hash)
        }
    }

    private mutating func addLength(_ length: Int) {
        hasher.update(data: (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) })
    }
}
