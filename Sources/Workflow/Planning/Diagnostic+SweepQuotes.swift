import Diagnostics
import Notebooks

/// Mistakes in what prose quotes of its notebook's sweep.
extension Diagnostic {
    private static let members = Resolver.SweepMember.allCases.map(\.usage).joined(separator: ", ")

    static func sweepInCell(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-place", "'sweep' is known only after all runs, and this is a part of each",
            at: range,
            label: "only prose can quote it",
            notes: [Note("write it into the text, as in '`= sweep.best.NAME`'")])
    }

    static func noSweep(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-none", "this notebook has no sweep that could be quoted", at: range,
            notes: [Note("declare one in the front matter, with 'sweep:', 'repeat:' or 'random:'")])
    }

    static func sweepAlone(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-alone", "'sweep' is used with a name after a dot", at: range,
            notes: [Note("prose can quote \(members)")])
    }

    static func unknownQuote(_ member: Name) -> Diagnostic {
        let near = nearestName(to: member.text, among: Resolver.SweepMember.allCases.map(\.rawValue))
        return Diagnostic(
            id: "sweep.quote-unknown", "a sweep has no '\(member.text)'", at: member.range,
            label: near.map { didYouMean($0) }, notes: [Note("prose can quote \(members)")],
            replacement: near)
    }

    static func bestAlone(_ names: [String], at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-best", "'sweep.best' is used with the name of a swept parameter", at: range,
            label: names.first.map { "write 'sweep.best.\($0)'" },
            notes: [.ofSweptParameters(names)])
    }

    static func quoteNotCalled(_ member: Name, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-call", "'sweep.\(member.text)' must be called", at: range,
            label: "write 'sweep.\(member.text)(…)' with a number of the runs, such as 'result.accuracy'")
    }

    static func quoteCalled(_ member: Name) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-call", "'sweep.\(member.text)' is not called", at: member.range,
            label: "write '\(Resolver.SweepMember(rawValue: member.text)?.usage ?? member.text)'")
    }

    static func missingNumber(_ member: Name, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-number", "'sweep.\(member.text)' begins with a number of the runs", at: range,
            label: "write it first, such as 'result.accuracy'")
    }

    static func notRecorded(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-number", "the records of runs do not have this: it is a part of an array",
            at: range, notes: [Note("bind it to a name in a cell, and quote that")])
    }

    static func noNumber(_ type: ValueType? = nil, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-number",
            type.map { "this is not a number of the runs: it is \($0)" }
                ?? "this is not the name of a number of the runs", at: range,
            notes: [
                Note(
                    "it is a name of the cells, such as 'gap', or a member, such as 'result.accuracy' or 'model.history.validationLoss'"
                )
            ])
    }

    static func notSwept(
        _ name: Name, isParameter: Bool, among names: [String], near: String?
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-parameter",
            isParameter ? "'\(name.text)' is not swept" : "unknown parameter '\(name.text)'", at: name.range,
            label: isParameter
                ? "it is 'params.\(name.text)' in all settings" : near.map { didYouMean($0) },
            notes: [.ofSweptParameters(names)], replacement: near)
    }

    static func positionalSetting(_ names: [String], at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-label", "a setting is named by values with their parameters' names", at: range,
            label: names.first.map { "write '\($0): …'" })
    }

    static func settingTwice(_ label: Name) -> Diagnostic {
        Diagnostic(id: "sweep.quote-twice", "'\(label.text)' is given twice", at: label.range)
    }

    static func settingType(
        _ name: String, _ type: ValueType, _ given: ValueType, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-type", "'\(name)' is \(type), but this is \(given)", at: range)
    }

    static func settingNotWritten(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-value", "the value of '\(name)' is written out, since it names a setting",
            at: range,
            label: "write a number, a text, true or false")
    }

    static func noSuchValue(
        _ name: String, _ value: Value, _ reason: String, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-setting", "the sweep has no setting with \(name) \(value.exactText)", at: range,
            notes: [Note(reason)])
    }

    static func severalSettings(_ missing: [String], at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-several", "several settings have these values", at: range,
            label: "also give \(missing.map { "'\($0):'" }.listed)")
    }

    /// That the settings of the sweep are others, where all of them are known.
    static func noSetting(with values: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.quote-setting", "the sweep has no setting with \(values)", at: range,
            notes: [Note("it is not drawn, or excluded, or its parameters move together")])
    }
}

extension Diagnostic.Note {
    fileprivate static func ofSweptParameters(_ names: [String]) -> Diagnostic.Note {
        Diagnostic.Note(
            names.isEmpty
                ? "the front matter sweeps over no parameter" : "the front matter sweeps over \(names.listed)"
        )
    }
}
