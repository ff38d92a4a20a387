import Foundation
import TestSupport

/// A notebook that declares a sweep of small trainings: three rates and two widths.
enum SweptNotebook {
    static func text(_ lines: String = "repeat: 2", cell: String = "") -> String {
        """
        ---
        title: Rates
        params:
          rate: 0.01
          width: 8
          epochs: 2
        seed: 5
        sweep:
          rate: [0.001, 0.01, 0.1]
          width: [8, 12]
        \(lines)
        ---

        ```swift-step
        let digits = normalize(load("builtin", train: 300, test: 60))
        let model = train(
            digits, layers: [flatten, dense(params.width), relu, dense(10)], epochs: params.epochs, batchSize: 50,
            optimizer: adam(learningRate: params.rate))
        let result = evaluate(model, on: digits)
        \(cell)
        ```

        The network reads `= percent(result.accuracy, 1)`.

        """
    }

    /// The steps of a run: load, normalize, train, evaluate.
    static let stepCount = 4
}

extension BuiltTool {
    /// An executable beside `rates.md`.
    static func besideSweptNotebook(_ lines: String = "repeat: 2", cell: String = "") throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(SweptNotebook.text(lines, cell: cell), to: "rates.md")
        return tool
    }

    /// The result of the sweep.
    func sweep(in folder: String = "Output") throws -> SweepOutput { try SweepOutput(of: self, in: folder) }
}

/// What a sweep of `rates.md` wrote.
struct SweepOutput {
    /// The record, without what differs from sweep to sweep.
    let record: NSDictionary
    /// The record as it is.
    let whole: NSDictionary
    let table: Data
    /// The page, without the block that differs from sweep to sweep.
    let page: String
    /// The records of the runs, in order.
    let runs: [Record]

    init(of tool: BuiltTool, in folder: String) throws {
        let data = try tool.folder.data("\(folder)/rates.sweep.json")
        guard let whole = try JSONSerialization.jsonObject(with: data) as? NSDictionary else {
            throw Record.Problem(text: "not an object")
        }
        self.whole = whole
        record = Self.withoutTiming(whole) as? NSDictionary ?? [:]
        table = try tool.folder.data("\(folder)/rates.sweep.csv")
        page = try tool.stableReport("rates.sweep", in: folder)
        let names = tool.folder.files.filter {
            $0.hasPrefix("\(folder)/rates.sweep/") && $0.hasSuffix(".json") && !$0.contains("/.stepbook/")
        }
        runs = try names.map { try Record(tool.folder.data($0)) }
    }

    private static func withoutTiming(_ value: Any) -> Any {
        switch value {
        case let object as NSDictionary:
            let kept = NSMutableDictionary()
            for (key, value) in object {
                guard let name = key as? String, name != "timing" else { continue }
                kept.setObject(withoutTiming(value), forKey: name as NSString)
            }
            return kept
        case let array as NSArray: return array.map(withoutTiming) as NSArray
        default: return value
        }
    }

    /// The rows of the record.
    var rows: [NSDictionary] { whole["runs"] as? [NSDictionary] ?? [] }
    var outcomes: [String] { rows.compactMap { $0["outcome"] as? String } }
    var messages: [String?] { rows.map { $0["message"] as? String } }
    var timing: NSDictionary { whole["timing"] as? NSDictionary ?? [:] }

    /// The keys of all steps that the runs say they computed.
    var computed: [String] {
        runs.flatMap { run in
            zip(run.keys, run.outcomes).compactMap { key, outcome in outcome == "computed" ? key : nil }
        }
    }

    /// The number of steps that the sweep computed, by its own record.
    var computedCount: Int? { timing["computed"] as? Int }
}
