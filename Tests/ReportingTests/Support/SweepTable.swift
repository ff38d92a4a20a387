import Foundation

/// The table of settings in the page of a sweep, as texts.
enum SweepTable {
    /// The headings of the first table's columns.
    static func headings(_ html: String) -> [String] {
        guard let table = html.firstRange(of: "<table class=\"numbers ranking\">") else { return [] }
        let head = html[table.lowerBound...].firstMatch(of: /<thead>(.*?)<\/thead>/.dotMatchesNewlines())
        return cells(head.map { String($0.output.1) } ?? "")
    }

    /// The cells of each row, in the order of the page.
    static func rows(_ html: String) -> [[String]] {
        html.split(separator: "<table class=\"numbers ranking\">").dropFirst().flatMap {
            table -> [[String]] in
            let body = table.firstMatch(of: /<tbody>(.*?)<\/tbody>/.dotMatchesNewlines())
            return (body?.output.1 ?? "").split(separator: "</tr>").map { cells(String($0)) }
                .filter { !$0.isEmpty }
        }
    }

    /// The text of markup, with each white space as one blank.
    static func words(_ html: String) -> String {
        html.replacing(/<[^>]*>/, with: "").split { $0.isWhitespace }.joined(separator: " ")
            .replacing("&lt;", with: "<").replacing("&amp;", with: "&")
    }

    /// The cells of a row, or of several.
    static func cells(_ row: String) -> [String] {
        row.matches(of: /<t[dh][ >].*?<\/t[dh]>/.dotMatchesNewlines()).map { words(String($0.output)) }
    }
}
