extension Function {
    /// The functions that turn numbers into text: `percent`, `fixed`, `integer`, `duration`.
    public static let formatting: [Function] = [percent, fixed, integer, duration]

    private struct Percent: ParameterList {
        let share: Parameter<Double>
        let decimals: Parameter<Int>

        init(declaring parameters: inout ParameterDeclarations) {
            share = parameters.positional("share", "the share, 1 being the whole")
            decimals = parameters.decimals()
        }
    }

    private static let percent = Function(
        Declaration<Percent>(
            "percent", "A share as a percentage: `percent(0.9907, 1)` is 99.1 %.", result: .string)
    ) { call in .string(NumberText.percent(call.share, decimals: call.decimals)) }

    private struct Fixed: ParameterList {
        let number: Parameter<Double>
        let decimals: Parameter<Int>

        init(declaring parameters: inout ParameterDeclarations) {
            number = parameters.positional("number", "the number")
            decimals = parameters.decimals()
        }
    }

    private static let fixed = Function(
        Declaration<Fixed>(
            "fixed", "A number with a count of decimals: `fixed(0.04567, 3)` is 0.046.", result: .string)
    ) { call in .string(NumberText.fixed(call.number, decimals: call.decimals)) }

    private struct Integer: ParameterList {
        let number: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            number = parameters.positional("number", "the number, rounded to a whole one, ties to even")
        }
    }

    private static let integer = Function(
        Declaration<Integer>(
            "integer", "A whole number with its thousands set apart: `integer(421642)` is 421 642.",
            result: .string)
    ) { call in
        .string(NumberText.grouped(rounded: call.number))
    }

    private struct Duration: ParameterList {
        let seconds: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            seconds = parameters.positional("seconds", unit: "seconds", "the time")
        }
    }

    private static let duration = Function(
        Declaration<Duration>(
            "duration", "A time as one would say it: `duration(125)` is 2 min 05 s.", result: .string)
    ) { call in .string(NumberText.duration(seconds: call.seconds)) }
}

extension ParameterDeclarations {
    fileprivate mutating func decimals() -> Parameter<Int> {
        positional("decimals", limits: .range(0...20), "decimals after the point")
    }
}
