import Figures
import Workflow

/// Shows values in a table.
struct Show: Step {
    let version = 2
    let signature = Signature(
        "show", "Shows values in a table: all numbers of one thing, or values with names of your own.",
        parameters: [
            .positional(
                "thing", .optional(.either(Show.artifacts.map(ValueType.artifact))), default: .nothing,
                "a thing whose numbers are shown")
        ], furtherArguments: .scalar, result: .nothing)

    private static let artifacts = [
        Dataset.type.name, Examples.type.name, Model.type.name, Evaluation.type.name, History.type.name,
    ]

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        var rows: [[Table.Cell]] = []
        if case .artifact(let stored) = call.value("thing") {
            for member in type(of: stored.artifact).type.members {
                if let value = stored.members[member.name], let cell = Table.Cell(value) {
                    rows.append([.text(member.name), cell])
                }
            }
        }
        for (name, value) in call.further {
            if let cell = Table.Cell(value) { rows.append([.text(name), cell]) }
        }
        guard !rows.isEmpty else {
            throw StepFailure("there is nothing to show: name values, as in show(loss: result.loss)")
        }
        return StepResult(figures: [.table(Table(columns: ["name", "value"], rows: rows))])
    }
}

extension Table.Cell {
    /// A scalar; `nil` for any other value.
    fileprivate init?(_ value: Value) {
        switch value {
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .number(number)
        case .string(let text): self = .text(text)
        default: return nil
        }
    }
}
