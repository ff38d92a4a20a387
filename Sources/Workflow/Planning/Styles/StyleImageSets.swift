/// The sets of images in a style, as far as they tell whether it asks for another file.
///
/// Source: CSS Syntax Module Level 3, for strings, comments and `url(…)`.
struct StyleImageSets {
    /// What each of them begins with.
    static let beginning = "image-set("

    /// The style's bytes, its escapes decoded and its letters small.
    private let bytes: [UInt8]
    /// How many bytes were looked at behind the beginnings of sets of images.
    private var steps = 0

    /// How many of them there may be: sets within sets are each read from their own beginning.
    private static let mostSteps = 10_000_000

    /// Begins to read a style whose escapes are decoded and whose letters are small.
    init(_ text: String) { bytes = Array(text.utf8) }

    /// Whether any set of images has an address in quotes that is not of the page itself.
    ///
    /// Each is read by itself, from where it begins, since one of them may stand in a comment or in a string, behind which
    /// nothing could be read rightly.
    mutating func mayLoad() -> Bool {
        let beginning = Array(Self.beginning.utf8)
        for start in bytes.indices where bytes[start...].starts(with: beginning) {
            if setLoads(from: start + beginning.count) { return true }
        }
        return false
    }

    /// Whether a set of images has such an address; so has one that cannot be read to its end.
    private mutating func setLoads(from start: Int) -> Bool {
        var place = start
        // Whether each open parenthesis is that of `type("image/png")`.
        var open = [false]
        while place < bytes.count, let isType = open.last {
            steps += 1
            guard steps < Self.mostSteps else { return true }
            switch bytes[place] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let end = endOfString(at: place) else { return true }
                if !isType, !starts(with: "data:", at: place + 1) { return true }
                place = end
            case UInt8(ascii: "/") where starts(with: "/*", at: place):
                guard let end = end(of: "*/", from: place + 2) else { return true }
                place = end
            case UInt8(ascii: "("):
                if ends(with: "url", before: place), !isQuoted(behind: place) {
                    guard let end = end(of: ")", from: place + 1) else { return true }
                    place = end
                } else {
                    // An address in `url("…")` was looked at before.
                    open.append(ends(with: "type", before: place) || ends(with: "url", before: place))
                    place += 1
                }
            case UInt8(ascii: ")"):
                open.removeLast()
                place += 1
            default: place += 1
            }
        }
        return !open.isEmpty
    }

    /// Where a string ends, behind its quote; `nil` where it is not closed on its line.
    private mutating func endOfString(at start: Int) -> Int? {
        var place = start + 1
        while place < bytes.count, bytes[place] != bytes[start] {
            if [0x0A, 0x0C, 0x0D].contains(bytes[place]) { return nil }
            steps += 1
            place += 1
        }
        return place < bytes.count ? place + 1 : nil
    }

    /// Where a text that ends something ends itself; `nil` where it does not come.
    private mutating func end(of text: String, from start: Int) -> Int? {
        var place = start
        while place < bytes.count {
            if starts(with: text, at: place) { return place + text.utf8.count }
            steps += 1
            place += 1
        }
        return nil
    }

    /// Whether a quote stands behind a parenthesis and blanks.
    private func isQuoted(behind parenthesis: Int) -> Bool {
        let first = bytes[(parenthesis + 1)...].first { $0 > 0x20 }
        return first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    }

    private func starts(with text: String, at place: Int) -> Bool {
        place <= bytes.count && bytes[place...].starts(with: text.utf8)
    }

    private func ends(with name: String, before place: Int) -> Bool {
        bytes[..<place].suffix(name.utf8.count).elementsEqual(name.utf8)
    }
}
