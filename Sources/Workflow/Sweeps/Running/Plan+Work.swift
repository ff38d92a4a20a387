extension Plan {
    /// A number for the work of each step: runs of one notebook whose numbers are the same share the result.
    ///
    /// Unlike the key of a result it is known before anything runs, and serves to order the runs. It is a hash, the same
    /// only within one process. Runs may share results whose numbers differ, if an earlier step gives them the same.
    ///
    /// - Parameters:
    ///   - registry: the registry that the plan was made with.
    ///   - seed: the seed of the run, in place of the plan's.
    package func work(registry: Registry, seed: UInt64) -> [Int] {
        var names: [Int] = []
        for binding in bindings { names.append(Self.hash(of: binding.expression, names)) }
        var work: [Int] = []
        for planned in steps {
            var hasher = Hasher()
            hasher.combine(planned.step)
            let step = registry.steps[planned.step]
            let shown = step.map { $0.signature.parameters.filter { !$0.affectsResult }.map(\.name) } ?? []
            for argument in planned.arguments + planned.further where !shown.contains(argument.name) {
                hasher.combine(argument.name)
                hasher.combine(Self.hash(of: argument.expression, names))
            }
            for dependency in planned.dependencies { hasher.combine(work[dependency]) }
            if step?.dependence.contains(.seed) == true { hasher.combine(seed) }
            work.append(hasher.finalize())
        }
        return work
    }

    /// - Parameter names: the hashes of the names so far: one is bound after those that it uses.
    private static func hash(of expression: ResolvedExpression, _ names: [Int]) -> Int {
        var hasher = Hasher()
        hasher.combine(expression)
        for name in expression.needs.names.sorted() where name < names.count { hasher.combine(names[name]) }
        return hasher.finalize()
    }
}
