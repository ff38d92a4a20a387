import FoundationEssentials

/// The name of a run's file: `2026-12-01T115239.123Z-small-0123456789abcdef.json`.
///
/// It begins with the start of the run, so that names sort by time, and has the beginning of the content's hash, so that
/// a reader knows whether the file is whole.
struct RunFileName {
    /// The name.
    let text: String

    /// The digits of the hash in it.
    private let digits: Substring

    private static let digitCount = 16
    private static let suffix = ".json"

    /// The most bytes of a notebook's name in it: the longest name of a notebook is almost as long as one of a file.
    private static let longestNotebook = 100

    /// Names a file.
    ///
    /// - Parameters:
    ///   - started: the start of the run, in the form of ISO 8601 with milliseconds: `2026-12-01T11:52:39.123Z`.
    ///   - notebook: the name of the notebook's outputs.
    ///   - hash: the hash of the file's content.
    ///   - number: 1, or more for another run with the same content and start.
    init(started: String, notebook: String, hash: ContentHash, number: Int) {
        var name = ""
        for character in notebook where name.utf8.count + character.utf8.count <= Self.longestNotebook {
            name.append(character)
        }
        digits = hash.hexadecimal.prefix(Self.digitCount)
        text =
            "\(started.filter { $0 != ":" })-\(name)-\(digits)" + (number == 1 ? "" : "-\(number)")
            + Self.suffix
    }

    /// Reads a name; `nil` if it is not one of a run's file.
    init?(_ text: String) {
        guard text.hasSuffix(Self.suffix), Self.beginsWithTime(text) else { return nil }
        var parts = text.dropLast(Self.suffix.count).split(separator: "-", omittingEmptySubsequences: false)
        if let last = parts.last, last.utf8.count < Self.digitCount, Int(last) != nil { parts.removeLast() }
        guard let digits = parts.last, digits.utf8.count == Self.digitCount,
            digits.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
        else { return nil }
        self.text = text
        self.digits = digits
    }

    /// Whether a file of this name can have this content.
    func fits(_ content: Data) -> Bool { ContentHash(of: content).hexadecimal.hasPrefix(digits) }

    /// The form of the time before the notebook's name, in which a 0 stands for any digit.
    private static let time = Array("0000-00-00T000000.000Z-".utf8)

    private static func beginsWithTime(_ text: String) -> Bool {
        let bytes = text.utf8.prefix(time.count)
        return bytes.count == time.count
            && zip(bytes, time).allSatisfy { byte, form in
                form == UInt8(ascii: "0")
                    ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == form
            }
    }
}
