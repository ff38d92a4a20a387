extension Function {
    /// The functions that turn numbers into text: `percent`, `fixed`, `integer`, `duration`.
    public static let formatting: [Function] = [percent, fixed, integer, duration]

    private static let decimals = Parameter.positional(
        "decimals", .integer, limits: .range(0...20), "decimals after the point")

    private static let percent = Function(
        Signature(
            "percent", "A share as a percentage: `percent(0.9907, 1)` is 99.1 %.",
            parameters: [.positional("share", .float, "the share, 1 being the whole"), decimals],
            result: .string)
    ) { arguments in
        .string(NumberText.percent(arguments.number("share"), decimals: arguments.integer("decimals")))
    }

    private static let fixed = Function(
        Signature(
            "fixed", "A number with a count of decimals: `fixed(0.04567, 3)` is 0.046.",
            parameters: [.positional("number", .float, "the number"), decimals], result: .string)
    ) { arguments in
        .string(NumberText.fixed(arguments.number("number"), decimals: arguments.integer("decimals")))
    }

    private static let integer = Function(
        Signature(
            "integer", "A whole number with its thousands set apart: `integer(421642)` is 421 642.",
            parameters: [.positional("number", .float, "the number, rounded to a whole one, ties to even")],
            result: .string)
    ) { arguments in
        let number = arguments.number("number").rounded(.toNearestOrEven)
        return .string(Int(exactly: number).map(NumberText.grouped) ?? NumberText.fixed(number, decimals: 0))
    }

    private static let duration = Function(
        Signature(
            "duration", "A time as one would say it: `duration(125)` is 2 min 05 s.",
            parameters: [.positional("seconds", .float, unit: "seconds", "the time")], result: .string)
    ) { arguments in .string(NumberText.duration(seconds: arguments.number("seconds"))) }
}

extension [String: Value] {
    fileprivate func number(_ name: String) -> Double {
        guard let number = self[name]?.number else { preconditionFailure("no number '\(name)' in \(self)") }
        return number
    }

    fileprivate func integer(_ name: String) -> Int {
        guard case .integer(let number)? = self[name] else { preconditionFailure("no '\(name)' in \(self)") }
        return number
    }
}
