import FoundationEssentials
package import Workflow

/// A run computed again, compared with its report or record.
package struct Reproduction: Sendable {
    /// The changes of the arithmetic, in words: `instruction set: AVX2 in place of AVX-512`.
    package let changedArithmetic: [String]

    /// The other changes of circumstances, in words: `processor: one in place of another`.
    package let changedCircumstances: [String]

    /// The differences, in words; empty if there are none.
    package let differences: [String]

    /// The extent of the comparison, in words: `12 values, 1 saved file`.
    package let compared: String

    /// Saved files with other bytes whose contents agree within the tolerance, with the differences, in words.
    package let agreements: [String]

    /// What could not be compared, in words.
    package let uncompared: [String]

    /// Whether everything was compared exactly.
    package let isExact: Bool

    /// The default tolerance under another arithmetic: numbers agree if they differ by at most this plus this share of
    /// the reported one.
    package static let tolerance = 0.01

    /// Compares.
    ///
    /// - Parameters:
    ///   - tolerance: the absolute and relative tolerance of numbers. `nil` means ``tolerance`` if the arithmetic
    ///     differs, and 0 if it is the same.
    ///   - check: checks whether a saved file is at hand with other bytes than reported; `nil` for no verdict.
    ///   - look: compares the contents of a saved file with other bytes than reported, if those may differ.
    package init(
        of reported: ReportedRun, by run: Run, template: PageTemplate? = nil, tolerance: Double? = nil,
        checkingFiles check: (_ file: RunRecord.File) -> SavedFileVerdict?,
        lookingAtFiles look: (_ file: RunRecord.File, _ tolerance: Double) -> SavedFileVerdict
    ) {
        let then = reported.record
        let circumstances = ReportedCircumstances(of: then, for: run)
        // The new run is put into the same form as the record that was read.
        let again = circumstances.run
        let record = reported.page == nil ? RunRecord(of: again) : RunRecord(carriedByReportOf: again)
        guard let (now, whole) = try? RunRecord.read(Data(record.json.utf8)) else {
            self.init(differences: ["the new run has no record"])
            return
        }
        let changed = circumstances.changedArithmetic
        let isExact = changed.isEmpty && (tolerance ?? 0) == 0
        let tolerance = tolerance ?? Self.tolerance
        var numbers = ReportedNumbers(
            tolerance: isExact ? nil : tolerance, exact: BoundValues(bindings: run.bindings).wholeCounts)
        numbers.compare(then.values.byName, now.values.byName)
        numbers.compare(curves: then.history, now.history)
        var files = ReportedFiles(isSameArithmetic: changed.isEmpty)
        files.compare(then.files, now.files, checking: check) { isExact ? nil : look($0, tolerance) }
        let status = then.status == now.status ? [] : ["the run is \(now.status), and was \(then.status)"]
        let told = [
            "data": Self.dataDifferences(then.data, now.data), "files": files.differences, "status": status,
            "expectations": Self.claimDifferences(then.expectations, now.expectations),
        ]
        let rest = RecordComparison(
            of: reported.whole, with: whole, tolerance: isExact ? nil : tolerance,
            isOtherText: reported.page == nil && then.source != now.source
        ).differences.filter { told[$0.member]?.isEmpty ?? true }.map(\.words)
        var differences = (told["data"] ?? []) + numbers.differences
        differences += ["expectations", "status", "files"].flatMap { told[$0] ?? [] } + rest
        var parts = [Self.count(numbers.count, "value"), Self.count(files.count, "saved file")]
        var uncompared = files.uncompared
        if let page = reported.page {
            let text = PageComparison(
                of: String(decoding: page, as: UTF8.self), with: again, template: template,
                tolerance: isExact ? nil : tolerance)
            differences += text.differences
            uncompared += text.uncompared
            parts.append(isExact ? "what the page shows" : "the text of the page")
        } else {
            parts.append("all else that the record says")
            if !isExact { uncompared.append(Self.uncomparedInRecord) }
            if let reason = Self.reason(in: then.revision) {
                uncompared.append("why the record knows no commit of the notebook: '\(reason)'")
            }
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

    /// The members of a record that depend on the arithmetic.
    private static let uncomparedInRecord =
        "the steps' cache keys and which images were misclassified, which depend on the arithmetic"

    /// Why a notebook's commit is unknown, in a record's own words.
    private static func reason(in revision: String?) -> String? {
        let opening = Revision.unknown("").words
        guard let revision, revision.hasPrefix(opening) else { return nil }
        return String(revision.dropFirst(opening.count))
    }

    private static func count(_ number: Int, _ thing: String) -> String {
        number == 1 ? "1 \(thing)" : "\(NumberText.grouped(number)) \(thing)s"
    }
}
