import Figures
import Workflow

/// Shows values in a table.
struct Show: Step {
    let version = 3
    let signature = Signature(
        "show",
        "Shows values in a table: all numbers of one thing, a history by epoch, or values with names of your own.",
        parameters: [
            .positional(
                "thing", .optional(.either(Show.artifacts.map(ValueType.artifact))), default: .nothing,
                "a thing whose numbers are shown")
        ], furtherArguments: .showable, result: .nothing)

    private static let artifacts = [
        Dataset.type.name, Examples.type.name, Model.type.name, Evaluation.type.name, History.type.name,
    ]

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        var rows: [[Table.Cell]] = []
        if case .artifact(let stored) = call.value("thing") {
            if stored.artifact is History, call.further.isEmpty, let table = Table(epochsOf: stored) {
                return StepResult(figures: [Figure(table)])
            }
            for member in type(of: stored.artifact).type.members where ValueType.scalar.accepts(member.type) {
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
        return StepResult(figures: [Figure(Table(columns: ["name", "value"], rows: rows))])
    }
}

extension Table.Cell {
    /// A scalar, or an array as text; `nil` for any other value.
    fileprivate init?(_ value: Value) {
        switch value {
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .array: self = .text(value.text)
        default: return nil
        }
    }
}

extension Table {
    /// A row for each epoch of a history, with what was measured; `nil` where it has no epoch.
    fileprivate init?(epochsOf history: StoredArtifact) {
        let columns = History.type.members.compactMap { member -> (name: String, values: [Value])? in
            guard case .array(let values)? = history.members[member.name], !values.isEmpty else { return nil }
            return (member.name, values)
        }
        let count = columns.map(\.values.count).min() ?? 0
        guard count > 0 else { return nil }
        self.init(
            columns: ["epoch"] + columns.map(\.name),
            rows: (0..<count).map { epoch in
                [.integer(epoch + 1)] + columns.compactMap { Table.Cell($0.values[epoch]) }
            })
    }
}
