public import Foundation
import Workflow

/// A result or a checkpoint as the cache stores it: its seal, a line feed, and the body.
public struct SealedCacheFile: Sendable {
    /// What is sealed.
    public var body: Data
    private let key: ContentHash

    /// Takes a file apart.
    ///
    /// - Parameter path: its path, from which its key follows.
    public init?(_ file: Data, at path: String) {
        let digits = path.split(separator: "/").suffix(2).joined().replacing(".json", with: "")
        guard let key = ContentHash(hexadecimal: digits), file.count > 65 else { return nil }
        self.key = key
        body = Data(file.dropFirst(65))
        guard encoded == file else { return nil }
    }

    /// The file with the seal of its present contents.
    public var encoded: Data {
        var fields = Data()
        func add(_ name: String, _ bytes: Data) {
            for part in [Data(name.utf8), bytes] {
                withUnsafeBytes(of: UInt64(part.count).littleEndian) { fields.append(contentsOf: $0) }
                fields.append(part)
            }
        }
        add("key", Data(key.hexadecimal.utf8))
        add("entry", body)
        return Data((ContentHash(of: fields).hexadecimal + "\n").utf8) + body
    }
}
