import Diagnostics
import Workflow

extension SweepRecord {
    /// The runs as a table, `NAME.sweep.csv`: a row each, with setting (1-based), seed, parameters, outcome, every scalar
    /// and the message.
    ///
    /// It has no times, so that it is the same for any number of jobs. A parameter that is named like one of the other
    /// columns becomes `params.NAME`, and a value `values.NAME`.
    package var table: CSVTable {
        let names = Set(result.runs.flatMap(\.values.keys)).sorted()
        let parameters = Self.columns(
            result.parameters, besides: ["setting", "seed", "outcome", "message"], "params")
        let values = Self.columns(
            names, besides: ["setting", "seed", "outcome", "message"] + parameters, "values")
        let rows = zip(result.runs, result.settingOfEachRun).map { run, setting -> [CSVTable.Cell] in
            let setting: [CSVTable.Cell] =
                [.integer(setting + 1), .unsigned(run.seed)]
                + result.parameters.map { name in CSVTable.Cell(run.setting.first { $0.name == name }?.value)
                }
            let message = run.outcome.message.map { CSVTable.Cell.text(Self.line($0)) } ?? .empty
            return setting + [.text(run.outcome.word)] + names.map { CSVTable.Cell(run.values[$0]) } + [
                message
            ]
        }
        return CSVTable(
            columns: ["setting", "seed"] + parameters + ["outcome"] + values + ["message"], rows: rows)
    }

    private static func columns(_ names: [String], besides others: [String], _ prefix: String) -> [String] {
        let taken = Set(others)
        return names.map { taken.contains($0) ? "\(prefix).\($0)" : $0 }
    }

    /// A message on one line, which keeps a row on one, for programs that read lines.
    private static func line(_ message: String) -> String {
        message.split(whereSeparator: \.isNewline).joined(separator: " ").madeVisible
    }
}

extension CSVTable.Cell {
    /// The cell of a value, empty if there is none.
    init(_ value: Value?) {
        switch value {
        case nil, .nothing: self = .empty
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .some(let value): self = .text(value.text)
        }
    }
}
