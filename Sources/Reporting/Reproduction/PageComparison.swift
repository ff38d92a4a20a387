import Foundation
import Workflow

/// A comparison of a report with that of the run computed again.
struct PageComparison {
    /// The differences, in words.
    private(set) var differences: [String] = []

    /// The parts that were not compared, in words.
    private(set) var uncompared: [String] = []

    /// The absolute and relative tolerance of numbers; `nil` if all must be equal.
    private let tolerance: Double?

    /// Compares a page with that of a run.
    ///
    /// - Parameters:
    ///   - run: the run, in the circumstances of the reported one.
    ///   - tolerance: the absolute and relative tolerance of numbers; `nil` if all must be equal.
    init(of reported: String, with run: Run, template: PageTemplate?, tolerance: Double?) {
        self.tolerance = tolerance
        let then = PageSeal.unsealed(reported)
        let now = PageSeal.unsealed(Report(of: run, template: template).html)
        let (before, after) = (PagePart.parts(of: then), PagePart.parts(of: now))
        // Parts are identified by their position: the page itself does not decide what is compared.
        if let place = zip(before, after).enumerated().first(where: {
            $0.element.0.name != $0.element.1.name
        })?.offset {
            differences = ["\(before[place].name) is in the place of \(after[place].name)"]
            return
        }
        guard before.count == after.count else {
            differences = ["the page has \(before.count) parts, computed: \(after.count)"]
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
                "the page's drawings and pictures, hashes and cache keys, which depend on the arithmetic")
        }
    }

    private mutating func compare(_ timing: TimingWords, named name: String) {
        if let words = timing.strange { differences.append("\(name) says '\(words)', which is not a timing") }
        if timing.isOtherwise { differences.append("\(name) is shown differently") }
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

    /// Whether a part is style or script, which have no computed numbers.
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
            ? "\(name) is shown differently" : "\(name) says '\(shown)', computed: '\(expected)'"
    }

    /// The visible text of markup, escaped like cmark's.
    private static func words(of markup: Substring) -> String {
        MarkupText.words(of: markup).trimmingCharacters(in: .whitespaces)
    }

    /// Excerpts of two texts from shortly before their first difference.
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
