/// The `image-set` functions of a style, examined for loads of other files.
///
/// Source: CSS Syntax Module Level 3, for strings, comments and `url(…)`.
struct StyleImageSets {
    /// The start of each function.
    static let beginning = "image-set("

    /// The style's bytes, unescaped and in lower case.
    private let bytes: [UInt8]
    /// The number of bytes examined after starts of functions.
    private var steps = 0

    /// The limit of that number: each nested function is read from its own start.
    private static let mostSteps = 10_000_000

    /// Takes a style that is already unescaped and in lower case.
    init(_ text: String) { bytes = Array(text.utf8) }

    /// Whether any function has a quoted address outside the page.
    ///
    /// Each function is read separately from its start, since one may be inside a comment or a string, after which
    /// the rest could not be tokenized correctly.
    mutating func mayLoad() -> Bool {
        let beginning = Array(Self.beginning.utf8)
        for start in bytes.indices where bytes[start...].starts(with: beginning) {
            if setLoads(from: start + beginning.count) { return true }
        }
        return false
    }

    /// Whether a function has such an address; also true if its end cannot be found.
    private mutating func setLoads(from start: Int) -> Bool {
        var place = start
        // For each open parenthesis, whether it is that of `type("image/png")`.
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
                    // Another function, such as `var`, could give a string from elsewhere.
                    if StyleFunctions.isForeignToImageSets(bytes, endingAt: place) { return true }
                    // An address in `url("…")` was checked before.
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

    /// The end of a string, after its quote; `nil` if it is not closed on its line.
    private mutating func endOfString(at start: Int) -> Int? {
        var place = start + 1
        while place < bytes.count, bytes[place] != bytes[start] {
            if [0x0A, 0x0C, 0x0D].contains(bytes[place]) { return nil }
            steps += 1
            place += 1
        }
        return place < bytes.count ? place + 1 : nil
    }

    /// The offset after a terminator; `nil` if there is none.
    private mutating func end(of text: String, from start: Int) -> Int? {
        var place = start
        while place < bytes.count {
            if starts(with: text, at: place) { return place + text.utf8.count }
            steps += 1
            place += 1
        }
        return nil
    }

    /// Whether a quote follows a parenthesis and blanks.
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
