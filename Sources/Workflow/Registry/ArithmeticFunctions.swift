import Foundation

extension Function {
    /// The functions of numbers and of arrays of them: `sqrt`, `exp`, `log`, `abs`, `round`, `min`, `max`, `sum`, `mean`,
    /// `std` and `count`.
    ///
    /// Whole numbers stay whole where that is exact, so that `min(params.epochs, 5)` is a number of epochs.
    public static let arithmetic: [Function] = [
        real("sqrt", "The square root: `sqrt(2)` is 1.41421.") { $0.squareRoot() },
        real("exp", "The exponential: `exp(1)` is 2.71828.", exp),
        real("log", "The natural logarithm: `log(10)` is 2.30259.", log),
        abs, round, smallest, greatest, sum, mean, std, count,
    ]

    private static let array = Parameter.positional("array", .array(.float), "the numbers")

    private static func real(
        _ name: String, _ documentation: String, _ function: @escaping @Sendable (Double) -> Double
    ) -> Function {
        Function(
            Signature(
                name, documentation, parameters: [.positional("number", .float, "the number")], result: .float
            )
        ) { arguments in .float(function(arguments.numbers("number").first ?? .nan)) }
    }

    private static let abs = Function(
        Signature(
            "abs", "A number without its sign: `abs(-3)` is 3.",
            parameters: [.positional("number", .either([.float]), "the number")], result: .float),
        result: wholeWhereWhole
    ) { arguments throws(EvaluationProblem) in
        guard case .integer(let number)? = arguments["number"] else {
            return .float(arguments.numbers("number").first?.magnitude ?? .nan)
        }
        guard number != .min else { throw .overflow("abs") }
        return .integer(number < 0 ? -number : number)
    }

    private static let round = Function(
        Signature(
            "round",
            "A number rounded, ties to even: `round(2.6)` is the whole number 3, `round(0.9876, 2)` is 0.99.",
            parameters: [
                .positional("number", .either([.float]), "the number"),
                .positional(
                    "decimals", .optional(.integer), default: .nothing, limits: .range(0...20),
                    "decimals after the point; `nil` for a whole number"),
            ], result: .float),
        result: { $0["decimals"] == nil || $0["decimals"] == .nothing ? .integer : .float }
    ) { arguments throws(EvaluationProblem) in
        let number = arguments.numbers("number").first ?? .nan
        if case .integer(let decimals)? = arguments["decimals"] {
            // The decimal text is rounded correctly, which a multiplication by a power of ten is not.
            return .float(Double(NumberText.fixed(number, decimals: decimals)) ?? number)
        }
        if case .integer(let whole)? = arguments["number"] { return .integer(whole) }
        guard let whole = Int(exactly: number.rounded(.toNearestOrEven)) else {
            throw EvaluationProblem(
                description: "\(NumberText.short(number)) cannot be rounded to a whole number")
        }
        return .integer(whole)
    }

    private static let smallest = extreme("min", "The smallest", isGreatest: false)
    private static let greatest = extreme("max", "The greatest", isGreatest: true)

    private static func extreme(
        _ name: String, _ word: String, isGreatest: Bool
    ) -> Function {
        Function(
            Signature(
                name, "\(word) of two numbers or of an array: `\(name)(2, 3)`, `\(name)([2, 3, 5])`.",
                parameters: [
                    .positional("first", .either([.float, .array(.float)]), "a number, or an array of them"),
                    .positional("second", .optional(.either([.float])), default: .nothing, "another number"),
                ], result: .float),
            result: wholeWhereWhole
        ) { arguments throws(EvaluationProblem) in
            let values = arguments.values("first") + arguments.values("second")
            guard var best = values.first else { throw .emptyArray(name) }
            for value in values.dropFirst() {
                // Whole numbers are compared as such: large ones are the same number with decimals.
                if case .integer(let number) = value, case .integer(let limit) = best {
                    if isGreatest ? number > limit : number < limit { best = value }
                    continue
                }
                guard let number = value.number, let limit = best.number, !limit.isNaN else { break }
                // What is no number is passed on, as by torch.min, so that no claim holds by leaving it out.
                if number.isNaN || (isGreatest ? number > limit : number < limit) { best = value }
            }
            return best
        }
    }

    private static let sum = Function(
        Signature(
            "sum", "The sum of an array: `sum([1, 2, 3])` is 6.", parameters: [array.asWritten],
            result: .float),
        result: wholeWhereWhole
    ) { arguments throws(EvaluationProblem) in
        var whole = 0
        let values = arguments.values("array")
        let numbers = values.compactMap { if case .integer(let number) = $0 { number } else { nil } }
        guard numbers.count == values.count else { return .float(arguments.numbers("array").reduce(0, +)) }
        for number in numbers {
            let (next, overflow) = whole.addingReportingOverflow(number)
            guard !overflow else { throw .overflow("sum") }
            whole = next
        }
        return .integer(whole)
    }

    private static let mean = Function(
        Signature("mean", "The mean of an array: `mean([1, 2])` is 1.5.", parameters: [array], result: .float)
    ) { arguments throws(EvaluationProblem) in
        let numbers = arguments.numbers("array")
        guard !numbers.isEmpty else { throw .emptyArray("mean") }
        return .float(numbers.mean)
    }

    private static let std = Function(
        Signature(
            "std",
            "The standard deviation of an array, that of a sample (divided by count - 1, as `torch.std`): `std([1, 2, 3])` is 1.",
            parameters: [array], result: .float)
    ) { arguments throws(EvaluationProblem) in
        let numbers = arguments.numbers("array")
        guard numbers.count > 1 else {
            throw EvaluationProblem(description: "'std' needs two numbers or more, but has \(numbers.count)")
        }
        let mean = numbers.mean
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return .float((squares / Double(numbers.count - 1)).squareRoot())
    }

    private static let count = Function(
        Signature(
            "count", "How many elements an array has: `count([1, 2, 3])` is 3.",
            parameters: [.positional("array", .array(.unknown), "the array")], result: .integer)
    ) { arguments in .integer(arguments.values("array").count) }

    /// A whole number where all arguments are whole ones.
    private static let wholeWhereWhole: @Sendable ([String: ValueType]) -> ValueType = { types in
        types.values.allSatisfy { [.integer, .array(.integer), .nothing].contains($0) } ? .integer : .float
    }
}

extension Parameter {
    /// The same for whole numbers that stay whole.
    fileprivate var asWritten: Parameter { .positional(name, .either([type]), documentation) }
}

extension [String: Value] {
    /// The elements of an array, or the argument itself; none for `nil`.
    fileprivate func values(_ name: String) -> [Value] {
        switch self[name] {
        case .array(let elements)?: elements
        case .nothing?, nil: []
        case let value?: [value]
        }
    }

    fileprivate func numbers(_ name: String) -> [Double] { values(name).compactMap(\.number) }
}

extension [Double] {
    fileprivate var mean: Double { reduce(0, +) / Double(count) }
}

extension EvaluationProblem {
    fileprivate static func emptyArray(_ function: String) -> EvaluationProblem {
        EvaluationProblem(description: "'\(function)' needs a number or more, but the array is empty")
    }
}
