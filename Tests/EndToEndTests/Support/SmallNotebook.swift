import Foundation
import TestSupport

/// A notebook that uses most steps and runs in a moment.
enum SmallNotebook {
    static let text = """
        ---
        title: A small experiment
        params:
          epochs: 1
          name: nobody
        seed: 1
        ---

        The network reads `= percent(result.accuracy, 1)` of the digits.

        ```swift-step
        let digits = normalize(load("builtin", train: 600, test: 100))
        plot(digits, count: 12)
        ```

        ```swift-step
        let model = train(digits, layers: [flatten, dense(10)], epochs: params.epochs, batchSize: 50)
        plot(model.history)
        let result = evaluate(model, on: digits)
        plot(result.confusion)
        expect(result.accuracy > 0.2, "reads more than a fifth")
        save(model, to: "nets/small.safetensors")
        ```

        """

    /// The steps in the order of their calls.
    static let steps = ["load", "normalize", "plot", "train", "plot", "evaluate", "plot", "expect", "save"]
}

extension BuiltTool {
    /// An executable beside `small.md`.
    static func besideSmallNotebook() throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(SmallNotebook.text, to: "small.md")
        return tool
    }

    /// An executable beside `notebook.md` with one cell.
    static func besideCell(_ cell: String) throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write("```swift-step\n\(cell)\n```\n", to: "notebook.md")
        return tool
    }

    /// The files in the folder except those of the cache, the ledger and the list of runs.
    var written: [String] {
        folder.files.filter {
            !$0.hasPrefix("cache/") && !$0.contains("/.stepbook/") && !$0.contains("/runs/")
        }
    }

    /// The files that runs left in the list of runs, sorted by their starts.
    func runFiles(in folder: String = "Output") -> [String] {
        self.folder.files.filter { $0.hasPrefix("\(folder)/runs/") }
    }

    /// The record of a run.
    func record(_ name: String, in folder: String = "Output") throws -> Record {
        try Record(self.folder.data("\(folder)/\(name).json"))
    }

    /// A report without the block that differs from run to run.
    func stableReport(_ name: String, in folder: String = "Output") throws -> String {
        let text = try self.folder.text("\(folder)/\(name).html")
        let parts = text.split(separator: "<!-- timing: begin -->", omittingEmptySubsequences: false)
        let rest =
            parts.last?.split(separator: "<!-- timing: end -->", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, rest.count == 2 else { throw Record.Problem(text: "no timing block") }
        return String(parts[0] + rest[1])
    }
}
