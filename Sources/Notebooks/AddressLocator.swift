import Diagnostics

/// Locates the addresses of a block's images in the text that they were parsed from.
struct AddressLocator {
    private let scope: MappedText

    /// The ranges of each address that follows a `](`, the last one first.
    private var places: [ArraySlice<UInt8>: [Range<Int>]] = [:]

    /// The length up to which an address is searched for the start of others, so that a thousand unclosed ones cost
    /// no more than one; only data URLs are longer.
    private static let reach = 2000

    /// Scans a block's text for addresses.
    ///
    /// - Complexity: O(length of the text).
    init(_ scope: MappedText) {
        self.scope = scope
        let bytes = scope.bytes
        var found: [Range<Int>] = []
        var next = 2
        while next < bytes.count {
            let start = next
            next += 1
            guard bytes[start - 1] == UInt8(ascii: "("), bytes[start - 2] == UInt8(ascii: "]") else {
                continue
            }
            let address = Self.address(at: start, of: bytes)
            found.append(address)
            if address.count > Self.reach { next = address.upperBound }
        }
        for range in found.reversed() where !range.isEmpty { places[bytes[range], default: []].append(range) }
    }

    /// The range of an address in the file; every call with the same address gives the next occurrence.
    ///
    /// - Returns: `nil` if the text does not contain it literally: an address with escapes, or one given by a link
    ///   definition.
    mutating func locate(_ address: String) -> SourceRange? {
        let key = ArraySlice(address.utf8)
        guard let last = places[key]?.last else { return nil }
        if let count = places[key]?.count, count > 1 { places[key]?.removeLast() }
        return scope.fileRange(of: last)
    }

    /// The address that begins at an offset, without leading blanks and `<`.
    private static func address(at start: Int, of bytes: [UInt8]) -> Range<Int> {
        let blanks = bytes[start...].prefix { $0.isBlank || $0.isLineEnd }
        if blanks.endIndex < bytes.count, bytes[blanks.endIndex] == UInt8(ascii: "<") {
            let address = bytes[(blanks.endIndex + 1)...].prefix {
                $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") && !$0.isLineEnd
            }
            return address.startIndex..<address.endIndex
        }
        var depth = 0
        let address = bytes[blanks.endIndex...].prefix { byte in
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            return depth >= 0 && !byte.isBlank && !byte.isLineEnd
        }
        return address.startIndex..<address.endIndex
    }
}
