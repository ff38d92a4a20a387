import Diagnostics

/// The text of a front matter, examined line by line before it is parsed as YAML.
struct FrontMatterLines {
    /// A key that occurs for the second time.
    struct Duplicate {
        let key: String
        let range: SourceRange
        let first: SourceRange
    }

    /// The text, in which removed entries were replaced by blanks.
    private(set) var bytes: ArraySlice<UInt8>

    /// Takes the lines with their range in the file.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// The first `*name` whose anchor `&name` exists too.
    ///
    /// Nested aliases can expand a few lines to gigabytes, so they are found before anything is parsed.
    var firstAlias: SourceRange? {
        var anchors: Set<[UInt8]> = []
        var aliases: [(name: [UInt8], range: SourceRange)] = []
        var previous = UInt8(ascii: "\n")
        for index in bytes.indices {
            let byte = bytes[index]
            let isMark = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")
            if isMark, previous.isBlank || previous.isLineEnd || Self.openingBytes.contains(previous) {
                let name = bytes[(index + 1)...].prefix {
                    !$0.isBlank && !$0.isLineEnd && !Self.closingBytes.contains($0)
                }
                if byte == UInt8(ascii: "&") {
                    anchors.insert(Array(name))
                } else if !name.isEmpty {
                    aliases.append((Array(name), index..<name.endIndex))
                }
            }
            previous = byte
        }
        return aliases.first { anchors.contains($0.name) }?.range
    }

    private static let openingBytes = Set("[{,".utf8)
    private static let closingBytes = Set("]},".utf8)

    /// Blanks out the entries whose key, one of `keys`, occurred on an earlier line of the same mapping.
    mutating func removeDuplicates(of keys: [String]) -> [Duplicate] {
        let keys = Set(keys)
        /// The keys of each open mapping with its indentation, the outermost first.
        var open: [(indentation: Int, firsts: [String: SourceRange])] = []
        var duplicates: [Duplicate] = []
        var removedIndentation: Int?
        for line in lines {
            let indentation = bytes[line].prefix { $0.isBlank }.count
            let isEmpty = indentation == line.count
            if let removed = removedIndentation, isEmpty || indentation > removed {
                blank(line)
                continue
            }
            removedIndentation = nil
            // An entry closes the mappings that are indented deeper.
            if !isEmpty { while let last = open.last, last.indentation > indentation { open.removeLast() } }
            guard let (key, range) = key(of: line), keys.contains(key) else { continue }
            if open.last?.indentation != indentation { open.append((indentation, [:])) }
            guard let first = open[open.count - 1].firsts[key] else {
                open[open.count - 1].firsts[key] = range
                continue
            }
            duplicates.append(Duplicate(key: key, range: range, first: first))
            blank(line)
            removedIndentation = indentation
        }
        return duplicates
    }

    private var lines: [SourceRange] {
        var lines: [SourceRange] = []
        var start = bytes.startIndex
        for index in bytes.indices where bytes[index].isLineEnd {
            lines.append(start..<index)
            start = index + 1
        }
        if start < bytes.endIndex { lines.append(start..<bytes.endIndex) }
        return lines
    }

    private mutating func blank(_ range: SourceRange) {
        for index in range { bytes[index] = UInt8(ascii: " ") }
    }

    private func key(of line: SourceRange) -> (String, SourceRange)? {
        let entry = bytes[line].drop { $0.isBlank }
        guard let colon = entry.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        var key = entry[..<colon]
        while key.last?.isBlank == true { key.removeLast() }
        let range = key.startIndex..<key.endIndex
        if let quote = key.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            key.last == quote,
            key.count > 1
        {
            key = key.dropFirst().dropLast()
        }
        return (String(decoding: key, as: UTF8.self), range)
    }
}
