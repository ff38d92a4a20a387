import Diagnostics
import Notebooks

extension Resolver {
    /// An argument of a call, matched to its parameter.
    struct MatchedArgument {
        let parameter: AnyParameter
        let resolved: Resolved
        /// The argument's range; `nil` for a default.
        let range: SourceRange?
        /// The argument's expression; `nil` for a default.
        var expression: Expression?
    }

    /// The arguments of a call by parameter, and those beyond the declared parameters.
    struct MatchedCall {
        var arguments: [MatchedArgument] = []
        var further: [(name: String, resolved: Resolved, range: SourceRange)] = []
        var furtherNames: Set<String> = []
        var isComplete = true
    }

    /// Resolves a call of a step, a constructor or a function.
    mutating func resolveCall(
        _ callee: Name, _ arguments: [Argument], at range: SourceRange, boundTo name: String?
    ) -> Resolved {
        guard let signature = registry.signature(callee.text) else {
            // Mistakes in the arguments are reported in the same pass.
            for argument in arguments where !argument.value.isImplicitMember {
                _ = resolve(argument.value, expecting: nil)
            }
            if names[callee.text] != nil || laterNames[callee.text] != nil {
                diagnostics.append(.cannotBeCalled(callee))
            } else {
                let known = isInProse ? registry.functions.keys.sorted() : registry.names
                let advice = registry.advice.words(for: callee.text, isInProse: isInProse)
                // If advice for a foreign name is known, no similar name is suggested.
                let near = advice == nil ? nearestName(to: callee.text, among: known) : nil
                diagnostics.append(
                    isInProse
                        ? .unknownFunction(callee, among: known, near: near, advice: advice)
                        : .unknownStep(callee, near: near, advice: advice))
            }
            return .unknown
        }
        if isInProse, registry.steps[callee.text] != nil {
            diagnostics.append(.stepInProse(callee))
            return .unknown
        }
        let call = match(arguments, to: signature, callee: callee)
        guard call.isComplete else {
            checkRest(of: call, signature)
            return Resolved(
                expression: .unresolved,
                type: registry.functions[callee.text]?.failedResult ?? signature.failedType)
        }
        let expressions = Dictionary(
            uniqueKeysWithValues: call.arguments.map { ($0.parameter.name, $0.resolved.expression) })
        if registry.constructors[callee.text] != nil {
            var description = configuration(by: signature, expressions, at: range)
            if description.constant != nil { description.parts = call.lists }
            return description
        }
        if let function = registry.functions[callee.text] {
            let types = call.arguments.filter { $0.range != nil }.map {
                ($0.parameter.name, $0.resolved.type)
            }
            let type = function.result(Dictionary(uniqueKeysWithValues: types))
            let expression = ResolvedExpression.function(callee.text, expressions)
            return folded(type == .float ? .widened(expression) : expression, type: type, at: range)
        }
        return planStep(callee.text, call, at: range, boundTo: name)
    }

    private mutating func configuration(
        by constructor: Signature, _ arguments: [String: ResolvedExpression], at range: SourceRange
    ) -> Resolved {
        let type = constructor.result
        let values = arguments.compactMapValues { argument in
            if case .constant(let value) = argument { value } else { nil }
        }
        guard values.count == arguments.count else {
            return Resolved(expression: .configuration(constructor.name, arguments), type: type)
        }
        return constant(
            .configuration(constructor.configuration(of: values)), type: type, at: range)
    }

    private mutating func planStep(
        _ name: String, _ call: MatchedCall, at range: SourceRange, boundTo binding: String?
    ) -> Resolved {
        guard let step = registry.steps[name] else { return .unknown }
        do {
            var known = try step.plan(PlannedCallValues(call, context: context))
            for warning in known.warnings { report(warning, as: .warning, in: call, of: name, at: range) }
            known.warnings = []
            claimPaths(of: call, name)
            return append(name, call, at: range, boundTo: binding, signature: step.signature, facts: known)
        } catch {
            for problem in [error] + error.further { report(problem, in: call, of: name, at: range) }
            return Resolved(expression: .unresolved, type: step.signature.failedType)
        }
    }

    /// Reports the files that a call would write over those of another call.
    private mutating func claimPaths(of call: MatchedCall, _ step: String) {
        for argument in call.arguments where argument.parameter.path == .written {
            guard let range = argument.range, case .string(let path)? = argument.resolved.constant else {
                continue
            }
            guard path.utf8.count <= WrittenPaths.longest else {
                diagnostics.append(.tooLong(path, step: step, at: range))
                continue
            }
            guard let obstacle = writtenFiles.claim(path, at: range) else { continue }
            diagnostics.append(.cannotBeWritten(path, obstacle, step: step, at: range))
        }
    }

    /// Checks the arguments that could be resolved, if others could not.
    private mutating func checkRest(of call: MatchedCall, _ signature: Signature) {
        guard let step = registry.steps[signature.name] else { return }
        do {
            _ = try step.plan(PlannedCallValues(call, context: context))
        } catch {
            for problem in [error] + error.further {
                guard
                    let place = call.arguments.first(where: { $0.parameter.name == problem.parameter })?.range
                else { continue }
                report(problem, in: call, of: signature.name, at: place)
            }
        }
    }

    private mutating func report(
        _ problem: PlanningProblem, as severity: Diagnostic.Severity = .error, in call: MatchedCall,
        of step: String, at range: SourceRange
    ) {
        let place = call.arguments.first { $0.parameter.name == problem.parameter }
        var at = place?.range ?? range
        var use: SourceRange?
        if let element = problem.element, let elements = place?.resolved.elements,
            elements.indices.contains(element)
        {
            (at, use) = elements[element].place(of: problem.inner)
        }
        var near: String?
        if case .string(let given)? = place?.resolved.constant {
            near = nearestName(to: given, among: problem.accepted)
        }
        diagnostics.append(
            .problem(
                problem, as: severity, step: step, at: at, near: near,
                notes: Diagnostic.notes(onUse: use) + (place?.expression.map(notesOnOverrides) ?? []))
        )
    }

    private mutating func append(
        _ name: String, _ call: MatchedCall, at range: SourceRange, boundTo binding: String?,
        signature: Signature, facts: Facts
    ) -> Resolved {
        let index = steps.count
        let arguments = call.arguments.map { argument in
            PlannedArgument(
                name: argument.parameter.name, expression: argument.resolved.expression,
                text: argument.range.map(text))
        }
        let further = call.further.map { argument in
            PlannedArgument(
                name: argument.name, expression: argument.resolved.expression, text: text(argument.range))
        }
        let dependencies = self.steps(of: (arguments + further).map(\.expression), at: range)
        if !mistakenSteps.isDisjoint(with: dependencies)
            || (arguments + further).contains(where: \.expression.hasMistake)
        {
            mistakenSteps.insert(index)
        }
        steps.append(
            PlannedStep(
                index: index, step: name, name: binding, cell: cell, range: range,
                line: notebook.source.position(of: range.lowerBound).line, arguments: arguments,
                further: further, dependencies: dependencies))
        return Resolved(expression: .result(index), type: signature.result, facts: facts)
    }

    /// The source text of a range.
    func text(_ range: SourceRange) -> String {
        let bytes = notebook.source.text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        return String(notebook.source.text[start..<bytes.index(start, offsetBy: range.count)])
    }
}

extension PlannedCallValues {
    /// What is known about a call's arguments; of those with a mistake only that they were given.
    fileprivate init(_ call: Resolver.MatchedCall, context: PlanningContext) {
        var arguments: [String: Argument] = [:]
        for matched in call.arguments {
            var argument = Argument(isGiven: matched.range != nil)
            if matched.resolved.type != .unknown {
                argument.value = matched.resolved.constant
                argument.type = matched.resolved.type
                argument.facts = matched.resolved.facts
                if case .name(let name)? = matched.expression?.kind { argument.name = name }
                argument.elementCount = matched.resolved.elementCount
            }
            arguments[matched.parameter.name] = argument
        }
        self.init(
            arguments: arguments, furtherNames: call.further.map(\.name), context: context)
    }
}

extension Expression {
    fileprivate var isImplicitMember: Bool {
        if case .implicitMember = kind { true } else { false }
    }
}

extension Signature {
    /// The type of a call with a mistake that was reported: its declared result, so that only real mistakes follow.
    ///
    /// Its facts are missing, and steps that need them skip their checks.
    fileprivate var failedType: ValueType { result == .nothing ? .unknown : result }
}

extension Diagnostic {
    fileprivate static func unknownStep(_ callee: Name, near: String?, advice: String?) -> Diagnostic {
        Diagnostic(
            id: "step.unknown", "unknown step '\(callee.text)'", at: callee.range,
            label: near.map { didYouMean($0) },
            notes: near == nil ? [Note(advice ?? "the command 'steps' lists what can be called")] : [],
            replacement: near)
    }

    fileprivate static func unknownFunction(
        _ callee: Name, among names: [String], near: String?, advice: String?
    ) -> Diagnostic {
        Diagnostic(
            id: "function.unknown", "unknown function '\(callee.text)'", at: callee.range,
            label: near.map { didYouMean($0) },
            notes: (advice.map { [Note($0)] } ?? []) + [
                Note("prose can call \(names.joined(separator: ", "))")
            ], replacement: near)
    }

    fileprivate static func cannotBeCalled(_ callee: Name) -> Diagnostic {
        Diagnostic(
            id: "step.not-callable", "'\(callee.text)' is a bound name and cannot be called", at: callee.range
        )
    }

    fileprivate static func tooLong(_ path: String, step: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "\(step).path", "a path of \(NumberText.grouped(path.utf8.count)) bytes is too long",
            at: range,
            label: "write one of at most \(WrittenPaths.longest)")
    }

    fileprivate static func cannotBeWritten(
        _ path: String, _ obstacle: WrittenPaths.Claim, step: String, at range: SourceRange
    ) -> Diagnostic {
        let message =
            if obstacle.path == path {
                "'\(path)' is written twice"
            } else if path.hasPrefix(obstacle.path) {
                "'\(path)' cannot lie in '\(obstacle.path)', which is a file"
            } else {
                "'\(path)' cannot be a file: it is the folder of '\(obstacle.path)'"
            }
        return Diagnostic(
            id: "\(step).written-twice", message, at: range, label: "choose another name",
            notes: [Note("'\(obstacle.path)' is written here", at: obstacle.range)])
    }

    fileprivate static func stepInProse(_ callee: Name) -> Diagnostic {
        Diagnostic(
            id: "value.step", "prose cannot call the step '\(callee.text)'", at: callee.range,
            notes: [Note("bind its result in a cell and use the name here")])
    }

    fileprivate static func problem(
        _ problem: PlanningProblem, as severity: Severity, step: String, at range: SourceRange, near: String?,
        notes: [Note]
    ) -> Diagnostic {
        Diagnostic(
            severity, id: "\(step).\(problem.id)", problem.message, at: range,
            label: problem.label ?? near.map { didYouMean(text: $0) },
            notes: problem.notes.map { Note($0) } + notes, replacement: near.map { "\"\($0)\"" })
    }
}
