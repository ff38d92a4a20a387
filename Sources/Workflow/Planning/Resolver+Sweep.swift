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
        case .best: diagnostics.append(.bestAlone(quotableSweep().names, at: range))
        case .mean, .spread: diagnostics.append(.quoteNotCalled(member, at: range))
        case nil: diagnostics.append(.unknownQuote(member))
        }
        return .unknown
    }

    /// Resolves `sweep.best.learningRate`.
    mutating func resolveBest(_ parameter: Name, at range: SourceRange) -> Resolved {
        guard mayQuote(at: range), isSwept(parameter), let type = paramsByName[parameter.text]?.type else {
            return .unknown
        }
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

    /// What can be quoted, collected once for all quotations.
    private mutating func quotableSweep() -> QuotableSweep {
        let sweep = quotable ?? QuotableSweep(of: notebook)
        quotable = sweep
        return sweep
    }

    /// Whether the sweep can be quoted here; reports it if not.
    private mutating func mayQuote(at range: SourceRange) -> Bool {
        guard isInProse else {
            diagnostics.append(.sweepInCell(at: range))
            return false
        }
        guard notebook.frontMatter.sweep == nil else { return true }
        if !quotableSweep().isBroken { diagnostics.append(.noSweep(at: range)) }
        return false
    }

    /// Whether a parameter is swept; reports one that is not.
    private mutating func isSwept(_ name: Name) -> Bool {
        let sweep = quotableSweep()
        if sweep.hasAxis(name.text) { return true }
        if !sweep.isBroken {
            let isParameter = paramsByName[name.text] != nil
            let mayBeNear = !isParameter && mayCompare(sweep.names.count)
            let near = mayBeNear ? nearestName(to: name.text, among: sweep.names) : nil
            diagnostics.append(.notSwept(name, isParameter: isParameter, among: sweep.names, near: near))
        }
        return false
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
        let sweep = quotableSweep()
        var values: [String: Value] = [:]
        var isSound = true
        for argument in arguments {
            guard let label = argument.label else {
                diagnostics.append(.positionalSetting(sweep.names, at: argument.value.range))
                isSound = false
                continue
            }
            guard isSwept(label), let value = value(argument.value, of: label.text, in: sweep) else {
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
        let missing = sweep.missingNames(besides: Set(values.keys))
        guard missing.isEmpty else {
            diagnostics.append(.severalSettings(missing, at: member.range))
            return nil
        }
        return sweep.names.compactMap { name in values[name].map { SweptValue(name: name, value: $0) } }
    }

    /// The value that an argument gives a parameter; reports one that no setting has.
    private mutating func value(
        _ expression: Expression, of name: String, in sweep: QuotableSweep
    ) -> Value? {
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
        if let problem = sweep.problem(with: value, of: name) {
            diagnostics.append(.noSuchValue(name, value, problem, at: expression.range))
            return nil
        }
        return value
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
