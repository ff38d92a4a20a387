/// The header of an entry in a tar archive: a block of 512 bytes before its content.
///
/// Source: POSIX.1-2024, pax, "ustar Interchange Format"; GNU tar's manual, "Basic Tar Format".
struct TarHeader {
    /// What an entry is.
    enum Kind: Equatable {
        case file
        case folder
        /// The path of the next entry, as GNU tar writes a long one.
        case longPath
        /// Attributes of the next entry, as pax writes them.
        case attributes
        /// What no file needs: attributes of the whole archive, or the long target of a link.
        case unneeded
        /// What is not read, in words: `a link`.
        case other(String)
    }

    /// The size of a header, and of the blocks that a content fills.
    static let blockSize = 512

    /// The kind of the entry.
    let kind: Kind
    /// The path in the archive, unless an entry before it gives another.
    let path: String
    /// The size of the content in bytes as the header states it, below 2³⁶; of a folder it means nothing.
    let size: Int

    /// Reads a block that is intact; `nil` if its path or its size is none.
    init?(_ block: [UInt8]) {
        guard let size = Self.number(block[124..<136]), let name = Self.text(block[0..<100]) else {
            return nil
        }
        // Where GNU tar's own format has other fields.
        let hasPrefix = Array(block[257..<263]) == Array("ustar\0".utf8)
        guard let prefix = hasPrefix ? Self.text(block[345..<500]) : "" else { return nil }
        let path = prefix.isEmpty ? name : prefix + "/" + name
        kind = Self.kind(block[156])
        self.path = path
        self.size = size
    }

    /// Whether a block's checksum is right: the sum of its bytes, its own read as spaces.
    static func isIntact(_ block: [UInt8]) -> Bool {
        let own = block[148..<156]
        let sum = block.reduce(0) { $0 + Int($1) } - own.reduce(0) { $0 + Int($1) }
        return number(own) == sum + own.count * Int(UInt8(ascii: " "))
    }

    /// The text of a field up to its first zero byte; `nil` if it is not UTF-8.
    static func text(_ field: ArraySlice<UInt8>) -> String? {
        String(validating: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// An octal number between spaces and zero bytes; `nil` for anything else, such as the sizes of more than 8 GiB
    /// that GNU tar writes in another way.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let words = field.split { $0 == 0 || $0 == UInt8(ascii: " ") }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "7")
        guard words.count == 1, words[0].allSatisfy({ digits.contains($0) }) else { return nil }
        return words[0].reduce(0) { $0 << 3 | Int($1 - digits.lowerBound) }
    }

    private static func kind(_ type: UInt8) -> Kind {
        switch type {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
        case UInt8(ascii: "5"): .folder
        case UInt8(ascii: "L"): .longPath
        case UInt8(ascii: "x"): .attributes
        case UInt8(ascii: "K"), UInt8(ascii: "g"): .unneeded
        case UInt8(ascii: "1"), UInt8(ascii: "2"): .other("a link")
        case UInt8(ascii: "3"), UInt8(ascii: "4"): .other("a device")
        case UInt8(ascii: "6"): .other("a pipe")
        default: .other("of an unknown kind")
        }
    }
}
