import Workflow

extension Registry {
    /// Small steps that cover every possible behaviour of a step.
    ///
    /// - Parameter versions: versions other than 1, by step.
    static func fake(tally: Tally, versions: [String: Int] = [:]) -> Registry {
        var steps =
            FakeSteps.numbers(tally) + FakeSteps.texts(tally) + FakeSteps.others(tally) + [
                FakeSteps.countUp(tally), FakeSteps.drift(tally),
            ]
        for index in steps.indices {
            steps[index].version = versions[steps[index].signature.name] ?? 1
        }
        return Registry(
            steps: steps, constructors: FakeLayer.constructors.map(\.signature),
            artifacts: [Number.self, Text.self],
            arithmetic: ["kernel library": "none"],
            advice: Advice(
                names: ["print": "write 'table'", "soft": "leave it out"],
                labels: [
                    "factor": "times", "number.scale": "it is 'times' of 'number'", "width": "size",
                    "layer.rate": "a share, 0 to 1",
                ], surplus: ["layer": "the inputs are found"],
                members: [
                    "content": "value", "half": "whole", "Number.half": "write 'total.value / 2'",
                    "Number.length": "count",
                ]))
    }
}

/// A layer of units.
struct FakeLayer: DescribedArgument {
    static let noun = "layer"

    static let constructors = [
        Constructor("layer", "A layer.", Parameters.self) { FakeLayer(size: $0.size) },
        Constructor("flat", "A flat layer.", FakeLayer(size: nil)),
    ]

    /// The number of units; `nil` for that of the layer before.
    let size: Int?

    struct Parameters: ParameterList {
        let size: Parameter<Int>
        let rate: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            size = parameters.positional(
                "size", limits: .range(1...100), unit: "units", "the number of units")
            rate = parameters.labelled("rate", default: 0, limits: .range(0..<1), "the rate")
        }
    }
}
