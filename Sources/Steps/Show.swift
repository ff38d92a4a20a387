import Figures
import Workflow

/// Shows values in a table.
struct Show: Step {
    let version = 4
    let declaration = Declaration<Parameters>(
        "show",
        "Shows values in a table: all numbers of an artifact, an evaluation by class too, a history by epoch, or values with names of your own.",
        furtherArguments: .showable, result: .nothing,
        example: "show(accuracy: result.accuracy, errors: result.errors)")

    struct Parameters: ParameterList {
        let thing: Parameter<ShownThing?>

        init(declaring parameters: inout ParameterDeclarations) {
            thing = parameters.positional("thing", "an artifact whose numbers to show")
        }
    }

    /// An argument with numbers to show.
    struct ShownThing: ArgumentValue {
        let stored: StoredArtifact

        static var valueType: ValueType {
            .either([
                Dataset.valueType, Examples.valueType, Model.valueType, Evaluation.valueType,
                PairedComparison.valueType, History.valueType,
            ])
        }

        init?(argument: Value) {
            guard case .artifact(let stored) = argument else { return nil }
            self.stored = stored
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        if call.thing.isNil, call.furtherNames.isEmpty {
            throw Self.nothing.planned(about: call.thing.isGiven ? call.thing : nil)
        }
        return Facts()
    }

    /// That no value is given.
    private static let nothing = ArgumentProblem(
        id: "nothing", "there is nothing to show", notes: ["name values, as in show(loss: result.loss)"])

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        var rows: [[Table.Cell]] = []
        if let stored = call.thing?.stored {
            if stored.artifact is History, call.further.isEmpty, let table = Table(epochsOf: stored) {
                return StepResult(figures: [Figure(table)])
            }
            for member in type(of: stored.artifact).type.members where Self.isShown(member.type) {
                if let value = stored.members[member.name], let cell = Table.Cell(value) {
                    rows.append([.text(member.name), cell])
                }
            }
        }
        let described = rows.count
        for (name, value) in call.further {
            if let cell = Table.Cell(value) { rows.append([.text(name), cell]) }
        }
        guard !rows.isEmpty else {
            throw Self.nothing.failure
        }
        if let artifact = call.thing?.stored.artifact, let further = Table(of: artifact) {
            let explained = Self.explained(rows, by: type(of: artifact).type, described)
            return StepResult(figures: [
                Figure(Table(columns: ["name", "value", "meaning"], rows: explained)), Figure(further),
            ])
        }
        return StepResult(figures: [Figure(Table(columns: ["name", "value"], rows: rows))])
    }

    /// The rows with the meanings of an artifact's numbers, which are the first ones.
    private static func explained(
        _ rows: [[Table.Cell]], by type: ArtifactType, _ described: Int
    ) -> [[Table.Cell]] {
        rows.enumerated().map { place, row in
            guard place < described, case .text(let name)? = row.first else { return row + [.text("")] }
            return row + [.text(type.member(name)?.documentation ?? "")]
        }
    }
}

extension Show {
    /// Whether an artifact's table has a member: a scalar, or what is a number or an array by the images' channels.
    private static func isShown(_ type: ValueType) -> Bool {
        ValueType.scalar.accepts(type) || type == ChannelNumbers.valueType
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
    /// What an artifact has beside its numbers; `nil` for most artifacts.
    fileprivate init?(of artifact: any Artifact) {
        switch artifact {
        case let evaluation as Evaluation: self.init(classesOf: evaluation)
        case let comparison as PairedComparison: self.init(countsOf: comparison)
        default: return nil
        }
    }

    /// A row for each epoch of a history, with its measurements; `nil` if there is no epoch.
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
