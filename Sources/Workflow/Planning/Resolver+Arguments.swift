import Diagnostics
import Notebooks

extension Resolver {
    /// Matches a call's arguments to the parameters, and reports those that do not fit.
    mutating func match(_ arguments: [Argument], to signature: Signature, callee: Name) -> MatchedCall {
        var call = MatchedCall()
        let bracketed = bracketed(arguments, for: signature)
        if bracketed != nil { call.isComplete = false }
        let arguments = bracketed ?? arguments
        var given: [String: Argument] = [:]
        // A parameter for which a mistaken argument was most likely meant is not reported as missing.
        var excused: Set<String> = []
        let labels = Set(arguments.compactMap(\.label?.text))
        var surplus = 0
        let unlabelled =
            arguments.count { $0.label == nil } - signature.parameters.count(where: \.isPositional)
        let isSurplus = unlabelled > 1 || unlabelled == 1 && !signature.mayLackLabel(given: labels)
        let surplusAdvice = isSurplus ? registry.advice.onSurplus(of: signature) : nil
        var positional = signature.parameters.filter(\.isPositional)[...]
        for argument in arguments {
            guard let parameter = parameter(for: argument, of: signature, &positional) else {
                if let label = argument.label, let type = signature.furtherArguments,
                    signature.parameter(label.text) == nil
                {
                    further(argument, label, type, signature, &call, given: given)
                } else {
                    if let meant = reportUnknown(
                        argument, signature, given: labels, excused, surplusAdvice)
                    {
                        excused.insert(meant)
                        positional.removeAll { $0.name == meant }
                    } else if argument.label == nil {
                        surplus += 1
                    }
                    call.isComplete = false
                }
                continue
            }
            if let earlier = given[parameter.name] {
                diagnostics.append(
                    .givenTwice(
                        parameter, signature, argument, first: earlier.label?.range ?? earlier.value.range))
                call.isComplete = false
                continue
            }
            given[parameter.name] = argument
        }
        for parameter in signature.parameters {
            if let argument = given[parameter.name] {
                let resolved = fit(argument, to: parameter, of: signature)
                if resolved.type == .unknown { call.isComplete = false }
                call.arguments.append(
                    MatchedArgument(
                        parameter: parameter, resolved: resolved, range: argument.value.range,
                        expression: argument.value))
            } else if let value = parameter.defaultValue {
                call.arguments.append(
                    MatchedArgument(
                        parameter: parameter,
                        resolved: Resolved(expression: .constant(value), type: parameter.type), range: nil))
            } else if !excused.contains(parameter.name) {
                call.isComplete = false
                if !parameter.isPositional, surplus > 0 {
                    surplus -= 1
                } else {
                    diagnostics.append(.missing(parameter, signature, at: callee.range))
                }
            }
        }
        return call
    }

    private func parameter(
        for argument: Argument, of signature: Signature, _ positional: inout ArraySlice<AnyParameter>
    ) -> AnyParameter? {
        guard let label = argument.label else { return positional.popFirst() }
        return signature.parameters.first { !$0.isPositional && $0.name == label.text }
    }

    private mutating func further(
        _ argument: Argument, _ label: Name, _ type: ValueType, _ signature: Signature,
        _ call: inout MatchedCall, given: [String: Argument]
    ) {
        let resolved = resolve(argument.value, expecting: type)
        if resolved.type == .unknown {
            call.isComplete = false
        } else if !type.accepts(resolved.type) {
            diagnostics.append(
                .wrongType(
                    label.text, signature, type, resolved.type, at: argument.value.range,
                    suggestion(
                        insteadOf: resolved.type, resolved.constant, at: argument.value.range, expecting: type
                    )))
            call.isComplete = false
        } else if !call.furtherNames.insert(label.text).inserted {
            diagnostics.append(
                Diagnostic(
                    id: "\(signature.name).given-twice", "'\(label.text)' is given twice", at: label.range))
            call.isComplete = false
        }
        call.further.append((label.text, resolved, argument.value.range))
    }

    /// Resolves an argument and checks it against its parameter's type and limits.
    private mutating func fit(_ argument: Argument, to parameter: AnyParameter, of signature: Signature)
        -> Resolved
    {
        var resolved = resolve(argument, for: parameter, of: signature)
        guard resolved.type != .unknown else { return .unknown }
        guard parameter.type.accepts(resolved.type) else {
            reportType(of: resolved, argument.value, for: parameter, of: signature)
            return .unknown
        }
        if case .array(let elements)? = resolved.constant {
            do throws(EvaluationProblem) {
                try constants.count(elements: elements.count)
            } catch {
                diagnostics.append(
                    Diagnostic(id: "operator.value", error.description, at: argument.value.range))
                return .unknown
            }
        }
        if parameter.type.isFloat, resolved.type != .float {
            resolved.expression =
                resolved.constant.map { .constant($0.widened) } ?? .widened(resolved.expression)
        }
        if let limits = parameter.limits, let number = resolved.constant?.number, !limits.contains(number) {
            diagnostics.append(
                .outOfRange(
                    parameter, signature, limits, number, at: argument.value.range,
                    notes: notes(onShare: parameter, in: limits, of: signature)
                        + notesOnOverrides(in: argument.value)))
            return .unknown
        }
        if parameter.path == .read, !areReadable(resolved, at: argument.value.range, for: signature) {
            return .unknown
        }
        return resolved
    }

    /// Whether the files and folders that an argument names can be read; each one that cannot is reported.
    private mutating func areReadable(
        _ resolved: Resolved, at range: SourceRange, for signature: Signature
    ) -> Bool {
        var names: [(name: String, range: SourceRange, use: SourceRange?)] = []
        if case .string(let name)? = resolved.constant { names.append((name, range, nil)) }
        for element in resolved.elements {
            if case .string(let name)? = element.constant { names.append((name, element.range, element.use)) }
        }
        let before = diagnostics.count
        for (name, range, use) in names {
            do throws(UnreadableFile) {
                _ = try context.files.path(of: name, lookingAround: missingFilesLeft > 0)
            } catch {
                missingFilesLeft -= 1
                diagnostics.append(.unreadable(error, signature, at: range, use: use))
            }
        }
        return diagnostics.count == before
    }

    /// Reports an argument of the wrong type; if only some elements of an array do not fit, reports those.
    private mutating func reportType(
        of resolved: Resolved, _ expression: Expression, for parameter: AnyParameter, of signature: Signature
    ) {
        let range = expression.range
        if let type = parameter.type.elementType {
            let wrong = resolved.elements.filter { !type.accepts($0.type) }
            if !wrong.isEmpty, wrong.count < resolved.elements.count, wrong.allSatisfy(\.isWrittenInUse) {
                diagnostics += wrong.map { element in
                    let range = element.use ?? element.range
                    var meant = suggestion(
                        insteadOf: element.type, element.constant, at: range, expecting: type,
                        in: parameter.limits)
                    meant.notes += notesOnJoining(type, element.type)
                    return .wrongElement(parameter, signature, type, element.type, at: range, meant)
                }
                return
            }
        }
        let named = parameter.isPositional ? named(resolved, at: range, in: signature) : nil
        var meant =
            named.map { Suggestion(text: $0) } ?? whole(
                meantBy: expression, resolved.type, expecting: parameter.type)
            ?? list(meantBy: resolved, expecting: parameter.type)
            ?? suggestion(
                insteadOf: resolved.type, resolved.constant, at: range, expecting: parameter.type,
                in: parameter.limits)
        for name in [resolved.type.artifactName, parameter.name].compactMap(\.self) {
            guard case .words(let words)? = registry.advice.onArgument(name, of: signature) else { continue }
            meant.notes.append(Diagnostic.Note(words))
        }
        diagnostics.append(
            .wrongType(parameter.name, signature, parameter.type, resolved.type, at: range, meant))
    }

    /// What to write instead of a number that is no share, such as percent or a count.
    private func notes(
        onShare parameter: AnyParameter, in limits: Limits, of signature: Signature
    ) -> [Diagnostic.Note] {
        guard limits.hasShares,
            case .words(let words)? = registry.advice.onArgument(parameter.name, of: signature)
        else { return [] }
        return [Diagnostic.Note(words)]
    }
}

extension ValueType {
    /// The name of the artifact; `nil` if it is none.
    fileprivate var artifactName: String? { if case .artifact(let name) = self { name } else { nil } }

    /// Whether integers must be widened, including those in an array.
    fileprivate var isFloat: Bool {
        switch self {
        case .float: true
        case .optional(let wrapped), .array(let wrapped): wrapped.isFloat
        default: false
        }
    }
}

extension Signature {
    /// Whether a surplus unlabelled argument may be one whose label was forgotten.
    fileprivate func mayLackLabel(given: Set<String>) -> Bool {
        let labelled = parameters.filter { !$0.isPositional }
        let needed = labelled.filter { $0.defaultValue == nil }
        return needed.isEmpty ? !labelled.isEmpty : needed.contains { !given.contains($0.name) }
    }

    /// The form of a call: `train(data, layers:, epochs:, …)`.
    var usage: String {
        let parameters = parameters.map { $0.isPositional ? $0.name : "\($0.name):" }
        let more = furtherArguments == nil ? [] : ["name: value, …"]
        return "it is called as '\(name)(\((parameters + more).joined(separator: ", ")))'"
    }
}

extension Diagnostic {
    fileprivate static func givenTwice(
        _ parameter: AnyParameter, _ signature: Signature, _ argument: Argument, first: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "\(signature.name).given-twice", "'\(parameter.name)' is given twice",
            at: argument.label?.range ?? argument.value.range,
            notes: [Note("it is given first here", at: first)])
    }

    fileprivate static func missing(
        _ parameter: AnyParameter, _ signature: Signature, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "\(signature.name).missing-argument",
            "missing argument '\(parameter.name)' for '\(signature.name)'", at: range,
            notes: [Note("'\(parameter.name)' is \(parameter.type): \(parameter.documentation)")])
    }

    fileprivate static func wrongType(
        _ name: String, _ signature: Signature, _ expected: ValueType, _ actual: ValueType,
        at range: SourceRange, _ suggestion: Resolver.Suggestion
    ) -> Diagnostic {
        Diagnostic(
            id: "\(signature.name).wrong-type",
            "'\(name)' of '\(signature.name)' takes \(expected), but this is \(actual)", at: range,
            label: suggestion.label, notes: suggestion.notes, replacement: suggestion.replacement)
    }

    fileprivate static func wrongElement(
        _ parameter: AnyParameter, _ signature: Signature, _ expected: ValueType, _ actual: ValueType,
        at range: SourceRange, _ suggestion: Resolver.Suggestion
    ) -> Diagnostic {
        Diagnostic(
            id: "\(signature.name).wrong-type",
            "each element of '\(parameter.name)' of '\(signature.name)' is \(expected), but this is \(actual)",
            at: range, label: suggestion.label, notes: suggestion.notes, replacement: suggestion.replacement)
    }

    fileprivate static func unreadable(
        _ problem: UnreadableFile, _ signature: Signature, at range: SourceRange, use: SourceRange?
    ) -> Diagnostic {
        let near = nearestName(to: problem.name, among: problem.neighbours)
        return Diagnostic(
            id: "\(signature.name).no-such-file", problem.description, at: range,
            label: near.map { didYouMean(text: $0) },
            notes: (problem.advice.map { [Note($0)] } ?? []) + notes(onUse: use),
            replacement: near.map { "\"\($0)\"" })
    }

    fileprivate static func outOfRange(
        _ parameter: AnyParameter, _ signature: Signature, _ limits: Limits, _ number: Double,
        at range: SourceRange, notes: [Note]
    ) -> Diagnostic {
        Diagnostic(
            id: "\(signature.name).out-of-range",
            "'\(parameter.name)' of '\(signature.name)' takes \(limits)"
                + (parameter.unit.map { " \($0)" } ?? "") + ", but this is \(NumberText.exact(number))",
            at: range, notes: notes)
    }
}
