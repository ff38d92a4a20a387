import Diagnostics
import Notebooks

extension Resolver {
    /// The members of `sweep`.
    enum SweepMember: String, CaseIterable {
        case best, mean, spread, settings, seeds, runs

        /// How it is written.
        var usage: String {
            switch self {
            case .best: "sweep.best.NAME"
            case .mean, .spread: "sweep.\(rawValue)(NAME.MEMBER)"
            case .settings, .seeds, .runs: "sweep.\(rawValue)"
            }
        }
    }

    /// Reports `sweep` without a member.
    mutating func reportSweepAlone(at range: SourceRange) -> Resolved {
        if mayQuote(at: range) { diagnostics.append(.sweepAlone(at: range)) }
        return .unknown
    }

    /// Resolves `sweep.settings` and the like.
    mutating func resolveQuote(_ member: Name, at range: SourceRange) -> Resolved {
        guard mayQuote(at: range) else { return .unknown }
        switch SweepMember(rawValue: member.text) {
        case .settings: return quote(.settings, .integer)
        case .seeds: return quote(.seeds, .integer)
        case .runs: return quote(.runs, .integer)
        case .best: diagnostics.append(.bestAlone(axes.map(\.name.text), at: range))
        case .mean, .spread: diagnostics.append(.quoteNotCalled(member, at: range))
        case nil: diagnostics.append(.unknownQuote(member))
        }
        return .unknown
    }

    /// Resolves `sweep.best.learningRate`.
    mutating func resolveBest(_ parameter: Name, at range: SourceRange) -> Resolved {
        guard mayQuote(at: range), let axis = axis(parameter), let type = paramsByName[axis.name.text]?.type
        else { return .unknown }
        return quote(.best(parameter: parameter.text), type)
    }

    /// Resolves `sweep.mean(result.accuracy, learningRate: 0.01)` and the like.
    mutating func resolveQuote(
        _ member: Name, _ arguments: [Argument], at range: SourceRange
    ) -> Resolved {
        guard mayQuote(at: range) else { return .unknown }
        let known = SweepMember(rawValue: member.text)
        guard known == .mean || known == .spread else {
            diagnostics.append(known == nil ? .unknownQuote(member) : .quoteCalled(member))
            return .unknown
        }
        guard let first = arguments.first, first.label == nil else {
            diagnostics.append(.missingNumber(member, at: arguments.first?.label?.range ?? range))
            return .unknown
        }
        let name = number(first.value)
        let setting = setting(arguments.dropFirst(), of: member)
        guard let name, let setting else { return .unknown }
        return quote(known == .mean ? .mean(name, setting: setting) : .spread(name, setting: setting), .float)
    }

    private func quote(_ kind: SweepQuote.Kind, _ type: ValueType) -> Resolved {
        Resolved(expression: .quote(SweepQuote(kind)), type: type)
    }

    /// The swept parameters that the front matter declares.
    private var axes: [SweepAxis] { notebook.frontMatter.sweep?.axes ?? [] }

    /// Whether a mistake in the front matter may hide a part of the sweep.
    private var isSweepBroken: Bool {
        notebook.diagnostics.contains {
            $0.severity == .error && ($0.id.hasPrefix("sweep.") || $0.id.hasPrefix("front-matter."))
        }
    }

    /// Whether the sweep can be quoted here; reports it if not.
    private mutating func mayQuote(at range: SourceRange) -> Bool {
        guard isInProse else {
            diagnostics.append(.sweepInCell(at: range))
            return false
        }
        guard notebook.frontMatter.sweep == nil else { return true }
        if !isSweepBroken { diagnostics.append(.noSweep(at: range)) }
        return false
    }

    /// The axis of a swept parameter; reports a name that is none.
    private mutating func axis(_ name: Name) -> SweepAxis? {
        if let axis = axes.first(where: { $0.name.text == name.text }) { return axis }
        if !isSweepBroken {
            let names = axes.map(\.name.text)
            let isParameter = paramsByName[name.text] != nil
            let near =
                !isParameter && mayCompare(names.count) ? nearestName(to: name.text, among: names) : nil
            diagnostics.append(.notSwept(name, isParameter: isParameter, among: names, near: near))
        }
        return nil
    }

    /// The name of a number that every run has in its record; reports anything else.
    private mutating func number(_ expression: Expression) -> String? {
        guard let name = expression.dottedName, !name.hasPrefix("params."), !name.hasPrefix("sweep.") else {
            diagnostics.append(.noNumber(at: expression.range))
            return nil
        }
        let resolved = resolve(expression, expecting: nil)
        guard resolved.type != .unknown else { return nil }
        let parts = name.split(separator: ".")
        // Of a curve it is the number at the epoch that was kept.
        let isCurve =
            parts.count == 3 && parts[1] == "history" && ValueType.array(.float).accepts(resolved.type)
        guard isRecorded(expression) || isCurve else {
            diagnostics.append(.notRecorded(at: expression.range))
            return nil
        }
        guard isCurve || ValueType.optional(.float).accepts(resolved.type) else {
            diagnostics.append(.noNumber(resolved.type, at: expression.range))
            return nil
        }
        return name
    }

    /// Whether a record has it: a name, or a member of an artifact, but not one of an array.
    private mutating func isRecorded(_ expression: Expression) -> Bool {
        guard case .member(let whole, _) = expression.kind else { return true }
        if case .artifact = resolve(whole, expecting: nil).type { return true }
        return false
    }
}

// MARK: Settings

extension Resolver {
    /// The values of parameters that name a setting, in the order in which the sweep declares them; reports those that
    /// no setting has, and those that do not determine one.
    private mutating func setting(
        _ arguments: some Collection<Argument>, of member: Name
    ) -> [SweptValue]? {
        var values: [String: Value] = [:]
        var isSound = true
        for argument in arguments {
            guard let label = argument.label else {
                diagnostics.append(.positionalSetting(axes.map(\.name.text), at: argument.value.range))
                isSound = false
                continue
            }
            guard let axis = axis(label), let value = value(argument.value, of: axis) else {
                isSound = false
                continue
            }
            if values.updateValue(value, forKey: label.text) != nil {
                diagnostics.append(.settingTwice(label))
                isSound = false
            }
        }
        guard isSound else { return nil }
        guard !values.isEmpty else { return [] }
        let missing = missingNames(besides: values)
        guard missing.isEmpty else {
            diagnostics.append(.severalSettings(missing, at: member.range))
            return nil
        }
        return axes.compactMap { axis in
            values[axis.name.text].map { SweptValue(name: axis.name.text, value: $0) }
        }
    }

    /// The value that an argument gives a parameter; reports one that no setting has.
    private mutating func value(_ expression: Expression, of axis: SweepAxis) -> Value? {
        let name = axis.name.text
        guard let type = paramsByName[name]?.type else { return nil }
        let resolved = resolve(expression, expecting: type)
        guard resolved.type != .unknown else { return nil }
        guard type.accepts(resolved.type) else {
            diagnostics.append(.settingType(name, type, resolved.type, at: expression.range))
            return nil
        }
        guard expression.isLiteral, let constant = resolved.constant else {
            diagnostics.append(.settingNotWritten(name, at: expression.range))
            return nil
        }
        let value = type == .float ? constant.widened : constant
        if let problem = axis.problem(with: value) {
            diagnostics.append(.noSuchValue(name, value, problem, at: expression.range))
            return nil
        }
        return value
    }

    /// The parameters that also have to be named, so that there is one setting only: of those that move together one.
    private func missingNames(besides values: [String: Value]) -> [String] {
        let names = axes.map(\.name.text)
        let zips = notebook.frontMatter.sweep?.zips.map { $0.map(\.text) } ?? []
        return SweepGroups(of: names, zips: zips).members.compactMap { group in
            let isOne = axes[group[0]].count == 1
            return isOne || group.contains { values[names[$0]] != nil } ? nil : names[group[0]]
        }
    }
}

extension SweepAxis {
    /// The number of values; `nil` if they are endless.
    fileprivate var count: Int? {
        switch values {
        case .list(let values): values.count
        case .span(let span): span.count
        }
    }

    /// Why no setting has a value, in words; `nil` if one may have it.
    fileprivate func problem(with value: Value) -> String? {
        switch values {
        case .list(let values):
            let known = values.map(\.value.value)
            return known.contains(value) ? nil : "it is swept over \(known.map(\.exactText).listed)"
        case .span(let span):
            switch (span.ends, value) {
            case (.whole(let range), .integer(let number)) where range.contains(number): return nil
            case (.number(let range), .float(let number)) where range.contains(number): return nil
            case (.whole(let range), _): return "it is drawn from \(range.lowerBound) to \(range.upperBound)"
            case (.number(let range), _):
                let ends = [range.lowerBound, range.upperBound].map { Value.float($0).exactText }
                return "it is drawn from \(ends[0]) to \(ends[1])"
            }
        }
    }
}

extension Expression {
    /// Whether it is a number, a text or a Boolean as it is written.
    fileprivate var isLiteral: Bool {
        switch kind {
        case .integer, .float, .string, .boolean: true
        case .prefix(.minus, let operand): operand.isLiteral
        default: false
        }
    }
}
