/// The numbers in a JSON text, each of which can be replaced.
public struct JSONNumbers: Sendable {
    /// Replacements: values that are impossible or unlikely for a count, a size, a share or a time.
    public static let extremes = [
        "-1", "0", "1", "3", "65537", "4294967296", "9223372036854775807", "-9223372036854775808", "1e308",
        "-1e308", "0.5", "\"nan\"", "\"inf\"",
    ]

    private let text: String
    private let ranges: [Range<String.Index>]

    /// Finds the numbers outside quoted strings.
    public init(in text: String) {
        self.text = text
        let tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/
        ranges = text.matches(of: tokens).filter { !$0.output.hasPrefix("\"") }.map(\.range)
    }

    /// How many there are.
    public var count: Int { ranges.count }

    /// The text with another number in place of one.
    public func replacing(_ index: Int, with number: String) -> String {
        text.replacingCharacters(in: ranges[index], with: number)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
