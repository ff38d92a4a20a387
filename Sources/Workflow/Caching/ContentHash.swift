import Crypto
public import FoundationEssentials

/// A SHA-256 hash.
public struct ContentHash: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public let hexadecimal: String

    /// The hash of bytes.
    public init(of data: some DataProtocol) {
        self.init(SHA256.hash(data: data))
    }

    /// Parses 64 lower-case hexadecimal digits; `nil` for any other text.
    public init?(hexadecimal: String) {
        guard
            hexadecimal.utf8.count == 64,
            hexadecimal.utf8.allSatisfy({
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            })
        else { return nil }
        self.hexadecimal = hexadecimal
    }

    init(_ digest: SHA256Digest) {
        let digits = Array("0123456789abcdef".utf8)
        hexadecimal = String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The digits.
    public var description: String { hexadecimal }

    /// Orders hashes by their digits.
    public static func < (first: ContentHash, second: ContentHash) -> Bool {
        first.hexadecimal < second.hexadecimal
    }
}

extension ContentHash: Codable {
    /// Reads the digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = ContentHash(hexadecimal: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a SHA-256")
        }
        self = hash
    }

    /// Writes the digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hexadecimal)
    }
}
