import Foundation
import Workflow

/// What a report shows beside what the report of the run computed again shows.
struct PageComparison {
    /// What is shown otherwise, in words.
    private(set) var differences: [String] = []

    /// What is shown and was not compared, in words.
    private(set) var uncompared: [String] = []

    /// How far numbers may be apart, absolutely and as a share together; `nil` where all must be the same.
    private let tolerance: Double?

    /// Compares a page with the one that a run makes.
    ///
    /// - Parameters:
    ///   - run: the run, in the circumstances of the one that was reported.
    ///   - tolerance: how far numbers may be apart, absolutely and as a share together; `nil` where all must be the same.
    init(of reported: String, with run: Run, template: PageTemplate?, tolerance: Double?) {
        self.tolerance = tolerance
        let then = PageSeal.unsealed(reported)
        let now = PageSeal.unsealed(Report(of: run, template: template).html)
        let (before, after) = (PagePart.parts(of: then), PagePart.parts(of: now))
        // A part is what it is by its place: a page does not decide itself what of it is compared.
        if let place = zip(before, after).enumerated().first(where: {
            $0.element.0.name != $0.element.1.name
        })?.offset {
            differences = ["\(before[place].name) stands where \(after[place].name) is when it is made again"]
            return
        }
        guard before.count == after.count else {
            differences = ["the page has \(before.count) parts, and \(after.count) when it is made again"]
            return
        }
        let command = RerunCommand(of: run).text
        for (then, now) in zip(before, after) {
            if now.isVolatile {
                compare(TimingWords(of: then.text, beside: now.text), named: now.name)
            } else if now.name == PagePart.provenance {
                compare(RerunPassage(of: then.text), RerunPassage(of: now.text), running: command)
            } else {
                compare(then.text, now.text, named: now.name)
            }
        }
        if tolerance != nil {
            uncompared.append(
                "the page's drawings and pictures, hashes and cache keys, which follow the arithmetic")
        }
    }

    private mutating func compare(_ timing: TimingWords, named name: String) {
        if let words = timing.strange { differences.append("\(name) says '\(words)', which is no timing") }
        if timing.isOtherwise { differences.append("\(name) is shown otherwise") }
        if let reason = timing.reason {
            uncompared.append("why the page knows no commit of the notebook: '\(reason)'")
        }
    }

    private mutating func compare(_ then: RerunPassage, _ now: RerunPassage, running command: String) {
        compare(then.rest, now.rest, named: PagePart.provenance)
        guard let folders = then.options(behind: command) else {
            differences.append(
                "\(PagePart.provenance) says '\(then.command ?? "nothing")' to run it again, computed: '\(command)'"
            )
            return
        }
        if !folders.isEmpty {
            uncompared.append("what the command that runs it again gives beside: '\(folders)'")
        }
    }

    private mutating func compare(_ then: Substring, _ now: Substring, named name: String) {
        guard !then.hasSameBytes(as: now) else { return }
        guard let tolerance, !Self.isCode(name) else {
            differences.append(Self.difference(of: then, from: now, in: name))
            return
        }
        guard let pair = MarkupPiece.difference(of: then, from: now, tolerance: tolerance) else { return }
        differences.append(Self.words(pair.0, pair.1, in: name))
    }

    /// Whether a part is style or script, in which no number was computed.
    private static func isCode(_ name: String) -> Bool { ["the style", "the script"].contains(name) }

    private static func difference(of then: Substring, from now: Substring, in name: String) -> String {
        func lines(_ text: Substring) -> [Substring] {
            text.split(separator: "\n", omittingEmptySubsequences: false)
        }
        let (before, after) = (lines(then), lines(now))
        let pair = zip(before, after).first { !$0.hasSameBytes(as: $1) }
        return words(
            pair.map { words(of: $0.0) } ?? "", pair.map { words(of: $0.1) } ?? "", in: name)
    }

    private static func words(_ then: String, _ now: String, in name: String) -> String {
        let (shown, expected) = excerpts(then, now)
        return shown == expected
            ? "\(name) is shown otherwise" : "\(name) says '\(shown)', computed: '\(expected)'"
    }

    /// What a reader sees of markup, whose text is escaped as cmark escapes it.
    private static func words(of markup: Substring) -> String {
        MarkupText.words(of: markup).trimmingCharacters(in: .whitespaces)
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
