import Diagnostics
import Notebooks

/// Applies the arguments of a command line to a sweep, one after the other.
struct SweepArgumentReader {
    private(set) var axes: [PlannedSweep.Axis]
    private(set) var repeats: Int
    private(set) var diagnostics: [Diagnostic] = []

    private let declaration: SweepDeclaration
    private let frontMatter: FrontMatter
    private let defaults: [String: FrontMatter.Literal]
    private var fixedValues: [(name: String, value: Value)] = []
    private var firstPlaces: [String: SourceRange] = [:]
    /// The places of the lists that the command line gives, by parameter.
    private var lists: [String: SourceRange] = [:]
    /// The place to report if there are too many runs: the last list, or the number of repeats.
    private var lastPlace: SourceRange?

    /// Begins with the sweep of a notebook.
    init(_ declaration: SweepDeclaration, of notebook: Notebook) {
        self.declaration = declaration
        frontMatter = notebook.frontMatter
        defaults = Dictionary(frontMatter.params.map { ($0.name.text, $0.value) }) { first, _ in first }
        axes = declaration.axes.map { axis in
            switch axis.values {
            case .list(let values):
                PlannedSweep.Axis(name: axis.name.text, values: .list(values.map(\.value.value)))
            case .span(let span): PlannedSweep.Axis(name: axis.name.text, values: .span(span))
            }
        }
        repeats = declaration.repeats?.value ?? 1
    }

    /// The parameters with one value for all settings, in the order of the arguments.
    var fixed: SweepSetting {
        SweepSetting(names: fixedValues.map(\.name), values: fixedValues.map(\.value))
    }

    /// The groups of parameters that still move together.
    var zips: [[String]] {
        let swept = Set(axes.map(\.name))
        return declaration.zips.map { $0.map(\.text).filter(swept.contains) }.filter { $0.count > 1 }
    }

    /// The number of draws, if there is still a range to draw from.
    var draws: Located<Int>? {
        axes.contains { if case .span = $0.values { true } else { false } } ? declaration.draws : nil
    }

    /// Reads `-P name=value` or `-P name=value,value`.
    mutating func read(_ override: ParameterOverride, at place: OverrideArguments.Place) {
        let name = override.name
        if let first = firstPlaces[name] {
            diagnostics.append(.givenTwice(name, at: place.name, first: first))
            return
        }
        firstPlaces[name] = place.name
        guard let type = defaults[name] else {
            if frontMatter.isComplete, !frontMatter.unreadParams.contains(name) {
                let known = frontMatter.params.map(\.name.text)
                diagnostics.append(.noSuchParameter(name, among: known, at: place.name))
            }
            return
        }
        let mistakes = diagnostics.count
        let values = values(of: override, like: type, at: place.text)
        guard diagnostics.count == mistakes else { return }
        guard values.count > 1 else {
            fixedValues += values.map { (name: name, value: $0) }
            axes.removeAll { $0.name == name }
            return
        }
        if declaration.halving?.parameter.text == name {
            diagnostics.append(.listOfHalved(name, at: place.text))
            return
        }
        lists[name] = place.text
        lastPlace = place.text
        let axis = PlannedSweep.Axis(name: name, values: .list(values))
        if let index = axes.firstIndex(where: { $0.name == name }) {
            axes[index] = axis
        } else {
            axes.append(axis)
        }
    }

    /// Reads `--repeat 5`.
    mutating func read(repeats: Int, at place: SourceRange) {
        guard repeats >= 1 else {
            diagnostics.append(.noRepeats(at: place))
            return
        }
        let seed = frontMatter.seed
        if seed.addingReportingOverflow(UInt64(repeats - 1)).overflow {
            diagnostics.append(.tooFewSeeds(repeats, from: seed, at: place))
        }
        self.repeats = repeats
        lastPlace = place
    }

    private mutating func values(
        of override: ParameterOverride, like type: FrontMatter.Literal, at range: SourceRange
    ) -> [Value] {
        let texts = override.text.split(separator: ",", omittingEmptySubsequences: false)
        var values: [Value] = []
        var firstPlaces: [Value: SourceRange] = [:]
        var start = range.lowerBound
        for text in texts {
            let place = start..<start + text.utf8.count
            start = place.upperBound + 1
            if text.isEmpty, texts.count > 1 {
                diagnostics.append(.emptyValue(override.name, at: place))
                continue
            }
            let single = ParameterOverride(name: override.name, text: String(text))
            guard let value = type.value(of: single, at: place, &diagnostics) else { continue }
            if let first = firstPlaces[value] {
                diagnostics.append(.valueTwice(single, at: place, first: first))
                continue
            }
            firstPlaces[value] = place
            values.append(value)
        }
        return values
    }

    /// Checks what all arguments together make of the sweep.
    mutating func checkWhole() {
        for zip in zips { checkLengths(of: zip) }
        let groups = SweepGroups(of: axes.map(\.name), zips: zips)
        let settings = draws?.value ?? groups.combinations(of: axes.map(\.values.count))
        let (runs, isHuge) = (settings ?? .max).multipliedReportingOverflow(by: repeats)
        guard let lastPlace, isHuge || runs > SweepDeclaration.mostRuns else { return }
        diagnostics.append(.tooManyRuns(settings == nil || isHuge ? nil : runs, at: lastPlace))
    }

    /// Checks that lists that move together have equally many values: those of the notebook do.
    private mutating func checkLengths(of zip: [String]) {
        let members = zip.compactMap { name in axes.first { $0.name == name } }
        guard let reference = members.first(where: { lists[$0.name] == nil }) ?? members.first,
            let count = reference.values.count
        else { return }
        for member in members {
            guard let place = lists[member.name], let own = member.values.count, own != count else {
                continue
            }
            diagnostics.append(.lengths(member.name, own, reference.name, count, at: place))
        }
    }
}

extension Diagnostic {
    fileprivate static func emptyValue(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "params.empty-value", "a value of '\(name)' is missing", at: range,
            label: "leave out the comma, or write a value")
    }

    fileprivate static func valueTwice(
        _ override: ParameterOverride, at range: SourceRange, first: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "params.duplicate-value", "'\(override.name)' has the value '\(override.text)' twice",
            at: range,
            label: "leave one out", notes: [Note("it is given first here", at: first)])
    }

    fileprivate static func listOfHalved(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.halve-swept", "'\(name)' cannot be swept and halved", at: range,
            label: "give one value", notes: [Note("'halve' in the front matter sets it in each round")])
    }

    fileprivate static func noRepeats(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.repeats", "'--repeat' takes a whole number from 1", at: range,
            label: "each setting is run with so many seeds")
    }

    fileprivate static func lengths(
        _ name: String, _ count: Int, _ other: String, _ otherCount: Int, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.zip-length",
            "'\(name)' moves together with '\(other)', which has \(otherCount) values, but this has \(count)",
            at: range, label: "give \(otherCount) values, or both parameters",
            notes: [Note("'zip' in the front matter names them")])
    }

    fileprivate static func tooManyRuns(_ runs: Int?, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.size",
            "a sweep has at most \(NumberText.grouped(SweepDeclaration.mostRuns)) runs, and this has \(runs.map(NumberText.grouped) ?? "far more")",
            at: range, label: "give fewer values or repeats")
    }
}
