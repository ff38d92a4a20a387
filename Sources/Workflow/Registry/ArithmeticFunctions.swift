import Foundation

extension Function {
    /// The functions of numbers and arrays of numbers: `sqrt`, `exp`, `log`, `abs`, `round`, `min`, `max`, `sum`,
    /// `mean`,
    /// `std` and `count`.
    ///
    /// Integers stay integers if the result is exact, so that `min(params.epochs, 5)` is a number of epochs.
    public static let arithmetic: [Function] = [
        real("sqrt", "The square root: `sqrt(2)` is 1.41421.") { $0.squareRoot() },
        real("exp", "The exponential: `exp(1)` is 2.71828.", exp),
        real("log", "The natural logarithm: `log(10)` is 2.30259.", log),
        abs, round, smallest, greatest, sum, mean, std, count,
    ]

    private struct Real: ParameterList {
        let number: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            number = parameters.positional("number", "the number")
        }
    }

    private static func real(
        _ name: String, _ documentation: String, _ function: @escaping @Sendable (Double) -> Double
    ) -> Function {
        Function(Declaration<Real>(name, documentation, result: .float)) { call in
            .float(function(call.number))
        }
    }

    private struct Abs: ParameterList {
        let number: Parameter<NumberAsWritten>

        init(declaring parameters: inout ParameterDeclarations) {
            number = parameters.positional("number", "the number")
        }
    }

    private static let abs = Function(
        Declaration<Abs>("abs", "A number without its sign: `abs(-3)` is 3.", result: .float),
        resultType: { wholeWhereWhole($0.all) }
    ) { call throws(EvaluationProblem) in
        guard case .integer(let number) = call.number.value else {
            return .float(call.number.number.magnitude)
        }
        guard number != .min else { throw .overflow("abs") }
        return .integer(number < 0 ? -number : number)
    }

    private struct Round: ParameterList {
        let number: Parameter<NumberAsWritten>
        let decimals: Parameter<Int?>

        init(declaring parameters: inout ParameterDeclarations) {
            number = parameters.positional("number", "the number")
            decimals = parameters.positional(
                "decimals", limits: .range(0...20), "decimals after the point; `nil` for a whole number")
        }
    }

    private static let round = Function(
        Declaration<Round>(
            "round",
            "A number rounded, ties to even: `round(2.6)` is the whole number 3, `round(0.9876, 2)` is 0.99.",
            result: .float),
        resultType: { $0.decimals == nil || $0.decimals == .nothing ? .integer : .float }
    ) { call throws(EvaluationProblem) in
        let number = call.number.number
        if let decimals = call.decimals {
            // The decimal text is rounded correctly, unlike a multiplication by a power of ten.
            return .float(Double(NumberText.fixed(number, decimals: decimals)) ?? number)
        }
        if case .integer(let whole) = call.number.value { return .integer(whole) }
        guard let whole = Int(exactly: number.rounded(.toNearestOrEven)) else {
            throw EvaluationProblem(
                description: "\(NumberText.short(number)) cannot be rounded to a whole number")
        }
        return .integer(whole)
    }

    private static let smallest = extreme("min", "The smallest", isGreatest: false)
    private static let greatest = extreme("max", "The greatest", isGreatest: true)

    private struct Extreme: ParameterList {
        let first: Parameter<NumberOrNumbersAsWritten>
        let second: Parameter<NumberAsWritten?>

        init(declaring parameters: inout ParameterDeclarations) {
            first = parameters.positional("first", "a number, or an array of them")
            second = parameters.positional("second", "another number")
        }
    }

    private static func extreme(
        _ name: String, _ word: String, isGreatest: Bool
    ) -> Function {
        Function(
            Declaration<Extreme>(
                name, "\(word) of two numbers or of an array: `\(name)(2, 3)`, `\(name)([2, 3, 5])`.",
                result: .float),
            resultType: { wholeWhereWhole($0.all) }
        ) { call throws(EvaluationProblem) in
            let values = call.first.values + (call.second.map { [$0.value] } ?? [])
            guard var best = values.first else { throw .emptyArray(name) }
            for value in values.dropFirst() {
                // Integers are compared as such: large ones may be equal as floats.
                if case .integer(let number) = value, case .integer(let limit) = best {
                    if isGreatest ? number > limit : number < limit { best = value }
                    continue
                }
                guard let number = value.number, let limit = best.number, !limit.isNaN else { break }
                // NaN is propagated, as by torch.min, so that no claim holds by ignoring it.
                if number.isNaN || (isGreatest ? number > limit : number < limit) { best = value }
            }
            return best
        }
    }

    private struct Sum: ParameterList {
        let array: Parameter<NumbersAsWritten>

        init(declaring parameters: inout ParameterDeclarations) {
            array = parameters.positional("array", "the numbers")
        }
    }

    private static let sum = Function(
        Declaration<Sum>("sum", "The sum of an array: `sum([1, 2, 3])` is 6.", result: .float),
        resultType: { wholeWhereWhole($0.all) }
    ) { call throws(EvaluationProblem) in
        var whole = 0
        let values = call.array.values
        let numbers = values.compactMap { if case .integer(let number) = $0 { number } else { nil } }
        guard numbers.count == values.count else {
            return .float(values.compactMap(\.number).reduce(0, +))
        }
        for number in numbers {
            let (next, overflow) = whole.addingReportingOverflow(number)
            guard !overflow else { throw .overflow("sum") }
            whole = next
        }
        return .integer(whole)
    }

    private struct Sample: ParameterList {
        let array: Parameter<[Double]>

        init(declaring parameters: inout ParameterDeclarations) {
            array = parameters.positional("array", "the numbers")
        }
    }

    private static let mean = Function(
        Declaration<Sample>("mean", "The mean of an array: `mean([1, 2])` is 1.5.", result: .float)
    ) { call throws(EvaluationProblem) in
        let numbers = call.array
        guard !numbers.isEmpty else { throw .emptyArray("mean") }
        return .float(numbers.mean)
    }

    private static let std = Function(
        Declaration<Sample>(
            "std",
            "The standard deviation of an array, that of a sample (divided by count - 1, as `torch.std`): `std([1, 2, 3])` is 1.",
            result: .float)
    ) { call throws(EvaluationProblem) in
        let numbers = call.array
        guard numbers.count > 1 else {
            throw EvaluationProblem(description: "'std' needs two numbers or more, but has \(numbers.count)")
        }
        let mean = numbers.mean
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return .float((squares / Double(numbers.count - 1)).squareRoot())
    }

    private struct Count: ParameterList {
        let array: Parameter<AnyArray>

        init(declaring parameters: inout ParameterDeclarations) {
            array = parameters.positional("array", "the array")
        }
    }

    private static let count = Function(
        Declaration<Count>(
            "count", "How many elements an array has: `count([1, 2, 3])` is 3.", result: .integer)
    ) { call in .integer(call.array.count) }

    /// An integer result if all arguments are integers; unknown if a mistake in an array hides what it has.
    private static func wholeWhereWhole(_ types: some Collection<ValueType>) -> ValueType {
        if types.contains(.array(.unknown)) { return .unknown }
        return types.allSatisfy { [.integer, .array(.integer), .nothing].contains($0) } ? .integer : .float
    }
}

extension [Double] {
    fileprivate var mean: Double { reduce(0, +) / Double(count) }
}

extension EvaluationProblem {
    fileprivate static func emptyArray(_ function: String) -> EvaluationProblem {
        EvaluationProblem(description: "'\(function)' needs a number or more, but the array is empty")
    }
}
