import FoundationEssentials

/// What entries of a tar archive say of the next one: a path or a size that its header has no space for.
///
/// Source: POSIX.1-2024, pax, "pax Extended Header".
struct TarAttributes {
    /// The path; `nil` for the header's own.
    var path: String?
    /// The size of the content in bytes, of any magnitude; `nil` for the header's own.
    private(set) var size: Int?

    /// Adds pax's records, of which each is its length, a space, a name, `=`, a value and a line's end.
    ///
    /// - Returns: whether they are such records, and the content is not told to be in pieces (GNU tar's sparse files).
    mutating func add(_ records: Data) -> Bool {
        var rest = [UInt8](records)[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0 != UInt8(ascii: " ") }
            guard let text = TarHeader.text(digits), let count = Int(text), count > digits.count,
                count <= rest.count
            else { return false }
            let record = rest.prefix(count)
            let words = record.dropFirst(digits.count + 1).split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard record.last == UInt8(ascii: "\n"), words.count == 2, let name = TarHeader.text(words[0]),
                add(words[1].dropLast(), for: name)
            else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Adds a value if it is of use; `false` if it is impossible.
    private mutating func add(_ value: ArraySlice<UInt8>, for name: String) -> Bool {
        switch name {
        case "path":
            path = TarHeader.text(value)
            return path != nil
        case "size":
            size = TarHeader.text(value).flatMap { Int($0) }
            return (size ?? -1) >= 0
        default:
            return !name.hasPrefix("GNU.sparse.")
        }
    }
}
