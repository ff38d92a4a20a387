import Foundation

/// What a report shows beside what the report of the run computed again shows.
struct PageComparison {
    /// What is shown otherwise, in words.
    let differences: [String]

    /// Compares two pages.
    ///
    /// - Parameter isExact: whether every part must be the same; else only the numbers in the text, within the tolerance.
    init(of reported: String, with computed: String, isExact: Bool, tolerance: Double) {
        differences =
            isExact
            ? Self.parts(reported, computed) : Self.numbers(reported, computed, tolerance)
    }

    private static func parts(_ reported: String, _ computed: String) -> [String] {
        let before = PagePart.parts(of: reported[...]).filter { !$0.isVolatile }
        let after = PagePart.parts(of: computed[...]).filter { !$0.isVolatile }
        guard before.count == after.count else {
            return ["the page has \(before.count) parts, and \(after.count) when it is made again"]
        }
        return zip(before, after).compactMap { then, now in
            let (then, now) = (Self.lines(of: then), (Self.lines(of: now), now.name))
            guard then != now.0 else { return nil }
            let pair = zip(then, now.0).first { $0 != $1 }
            guard let pair else { return "\(now.1) is shown otherwise" }
            let (shown, expected) = excerpts(words(of: pair.0), words(of: pair.1))
            return shown == expected
                ? "\(now.1) is shown otherwise" : "\(now.1) says '\(shown)', computed: '\(expected)'"
        }
    }

    /// The lines of a part but for the command that runs it again, which names folders of another machine, and the seal.
    private static func lines(of part: PagePart) -> [Substring] {
        part.text.split(separator: "\n").filter {
            !$0.hasPrefix("<pre class=\"command\">") && !$0.hasPrefix("<!-- parts: ")
        }
    }

    /// The numbers that prose computes.
    private static func numbers(_ reported: String, _ computed: String, _ tolerance: Double) -> [String] {
        let (then, now) = (values(in: reported), values(in: computed))
        guard then.count == now.count else {
            return ["the text has \(then.count) computed values, and \(now.count) when it is made again"]
        }
        return zip(then, now).compactMap { then, now in
            guard then != now else { return nil }
            if let before = number(in: then), let after = number(in: now),
                abs(after - before) <= tolerance + tolerance * abs(before)
            {
                return nil
            }
            return "the text says '\(then)', computed: '\(now)'"
        }
    }

    private static func values(in page: String) -> [String] {
        page.components(separatedBy: "<a class=\"value\"").dropFirst().map { piece in
            let content = piece.drop { $0 != ">" }.dropFirst()
            return words(of: content.range(of: "</a>").map { content[..<$0.lowerBound] } ?? content)
        }
    }

    private static func number(in text: String) -> Double? {
        let digits = text.replacing("\u{2212}", with: "-").filter {
            $0.isASCII && ($0.isNumber || "-.e".contains($0))
        }
        return Double(digits)
    }

    /// What a reader sees of markup, whose text is escaped as cmark escapes it.
    private static func words(of markup: Substring) -> String {
        CommonMarkText.words(of: markup).trimmingCharacters(in: .whitespaces)
    }

    /// Where two texts part, with some of what stands before.
    private static func excerpts(_ first: String, _ second: String) -> (String, String) {
        let same = zip(first, second).prefix { $0 == $1 }.count
        func excerpt(_ text: String) -> String {
            let start = max(0, same - 30)
            let piece = text.dropFirst(start).prefix(60)
            return (start > 0 ? "…" : "") + piece + (text.count > start + 60 ? "…" : "")
        }
        return (excerpt(first), excerpt(second))
    }
}
