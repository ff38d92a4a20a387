import FoundationEssentials
package import Workflow

/// A run that was computed again, beside what a report or record says of it.
package struct Reproduction: Sendable {
    /// What is computed with other means now, in words: `instruction set: AVX2 in place of AVX-512`.
    package let changedArithmetic: [String]

    /// What else is another one now and is no arithmetic, in words: `processor: one in place of another`.
    package let changedCircumstances: [String]

    /// What is not as reported, in words; empty where everything is.
    package let differences: [String]

    /// What was compared, in words: `12 values, 1 saved file`.
    package let compared: String

    /// Saved files with other bytes whose contents agree within the tolerance, in words: what was compared, and how far it
    /// is apart.
    package let agreements: [String]

    /// What could not be compared, in words.
    package let uncompared: [String]

    /// Whether everything was compared exactly.
    package let isExact: Bool

    /// Two numbers of other arithmetic agree where they differ by at most this, and this share of the reported one.
    package static let tolerance = 0.01

    /// Compares.
    ///
    /// - Parameters:
    ///   - tolerance: how far numbers may be apart, absolutely and as a share together. `nil` is ``tolerance`` where the
    ///     arithmetic is another, and not at all where it is the same, as 0 is.
    ///   - check: looks whether a saved file is at hand with other bytes than was reported; `nil` where there is nothing to
    ///     say.
    ///   - look: looks at a saved file that has other bytes than was reported, where those may differ.
    package init(
        of reported: ReportedRun, by run: Run, template: PageTemplate? = nil, tolerance: Double? = nil,
        checkingFiles check: (_ file: RunRecord.File) -> SavedFileVerdict?,
        lookingAtFiles look: (_ file: RunRecord.File, _ tolerance: Double) -> SavedFileVerdict
    ) {
        let then = reported.record
        // The record's own words are what a stranger could read, so the new run is put into the same.
        guard let now = try? RunRecord(Data(RunSummary(of: run).json.utf8)) else {
            self.init(differences: ["the new run has no record"])
            return
        }
        let changed = ReportedCircumstances.arithmetic.compactMap { name -> String? in
            let (before, after) = (then.environment[name] ?? "unknown", now.environment[name] ?? "unknown")
            return before == after ? nil : "\(name): \(after) in place of \(before)"
        }
        let isExact = changed.isEmpty && (tolerance ?? 0) == 0
        let tolerance = tolerance ?? Self.tolerance
        var numbers = ReportedNumbers(tolerance: isExact ? nil : tolerance)
        numbers.compare(then.values, now.values)
        // The part of the record that a page carries has no curves; the page shows them.
        if reported.page == nil || !then.history.isEmpty { numbers.compare(then.history, now.history) }
        var differences = Self.dataDifferences(then.data, now.data) + numbers.differences
        differences += Self.claimDifferences(then.expectations, now.expectations)
        if then.status != now.status {
            differences.append("the run is \(now.status), and was \(then.status)")
        }
        var files = ReportedFiles(isSameArithmetic: changed.isEmpty)
        files.compare(then.files, now.files, checking: check) { isExact ? nil : look($0, tolerance) }
        differences += files.differences
        var parts = [Self.count(numbers.count, "value"), Self.count(files.count, "saved file")]
        let circumstances = ReportedCircumstances(of: then, for: run)
        var uncompared = files.uncompared
        if let page = reported.page {
            let text = PageComparison(
                of: String(decoding: page, as: UTF8.self), with: circumstances.run, template: template,
                tolerance: isExact ? nil : tolerance)
            differences += text.differences
            uncompared += text.uncompared
            parts.append(isExact ? "what the page shows" : "the text of the page")
        }
        self.init(
            changedArithmetic: changed, changedCircumstances: circumstances.differences,
            differences: differences, compared: parts.joined(separator: ", "),
            agreements: files.agreements, uncompared: uncompared, isExact: isExact)
    }

    private init(
        changedArithmetic: [String] = [], changedCircumstances: [String] = [], differences: [String],
        compared: String = "nothing",
        agreements: [String] = [], uncompared: [String] = [], isExact: Bool = true
    ) {
        self.changedArithmetic = changedArithmetic
        self.changedCircumstances = changedCircumstances
        self.differences = differences
        self.compared = compared
        self.agreements = agreements
        self.uncompared = uncompared
        self.isExact = isExact
    }

    private static func dataDifferences(
        _ before: [RunRecord.Input], _ after: [RunRecord.Input]
    ) -> [String] {
        let (known, read) = (Set(before), Set(after.map(\.name)))
        let names = Set(before.map(\.name))
        return after.filter { !known.contains($0) }.map { file in
            names.contains(file.name)
                ? "the data file '\(file.name)' has other bytes"
                : "the data file '\(file.name)' was not read then"
        }
            + before.filter { !read.contains($0.name) }.map { file in
                "the data file '\(file.name)' is in the report, and was not read now"
            }
    }

    private static func claimDifferences(
        _ before: [RunRecord.Expectation], _ after: [RunRecord.Expectation]
    ) -> [String] {
        func words(_ claim: RunRecord.Expectation?) -> String {
            claim.map { "'\($0.claim)' is \($0.met ? "met" : "not met")" } ?? "there is none"
        }
        return (0..<max(before.count, after.count)).compactMap { place in
            let then = place < before.count ? before[place] : nil
            let now = place < after.count ? after[place] : nil
            guard then?.claim != now?.claim || then?.met != now?.met else { return nil }
            return "expectation \(place + 1): \(words(now)); reported: \(words(then))"
        }
    }

    private static func count(_ number: Int, _ thing: String) -> String {
        number == 1 ? "1 \(thing)" : "\(NumberText.grouped(number)) \(thing)s"
    }
}
