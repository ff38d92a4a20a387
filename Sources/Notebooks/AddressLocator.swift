import Diagnostics

/// Finds the addresses of a block's images in the text that they were parsed from.
struct AddressLocator {
    private let scope: MappedText

    /// Where each address stands behind a `](`, the last one first.
    private var places: [ArraySlice<UInt8>: [Range<Int>]] = [:]

    /// The bytes of an address in which others may begin, so that a thousand that do not end cost no more than one; longer
    /// ones are those of data.
    private static let reach = 2000

    /// Looks for the addresses of a block's text.
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

    /// The place in the file of an address, another one each time that it is asked for.
    ///
    /// - Returns: `nil` where the text does not have it as it is: one with escapes, or of a link that is defined elsewhere.
    mutating func locate(_ address: String) -> SourceRange? {
        let key = ArraySlice(address.utf8)
        guard let last = places[key]?.last else { return nil }
        if let count = places[key]?.count, count > 1 { places[key]?.removeLast() }
        return scope.fileRange(of: last)
    }

    /// The address that begins at a place, blanks and `<` before it left out.
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
