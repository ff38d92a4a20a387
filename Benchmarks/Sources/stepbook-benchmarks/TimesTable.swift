/// Tables of the times of a step's parts, with their rates beside the machine's peak.
struct TimesTable {
    /// The decimals of a time in milliseconds.
    let decimals: Int

    /// Floating-point operations per second, see ``Machine/peak(cores:tries:)``.
    private let peak: Double

    /// Measures the peak, and prints it with the settings of the computation.
    init(_ options: ComputationOptions, decimals: Int) {
        self.decimals = decimals
        peak = Machine.peak(cores: options.threadCount)
        print("batches of \(options.batchSize), \(options.threadCount) threads, ", terminator: "")
        print("peak in f32 \((peak / 1e9).text(0)) GFLOP/s")
    }

    /// Prints the head of a table.
    func printHead(precision: String) {
        print("\n| \(precision) | ms | GFLOP/s | of the f32 peak |\n|---|---|---|---|")
    }

    /// Prints the times of a part, in milliseconds.
    ///
    /// - Parameter operations: its floating-point operations in a step; `nil` for no rate.
    func printRow(_ name: String, _ times: Samples, operations: Double?) {
        let rate = operations.map { $0 / times.median * 1e3 }
        print(
            tableRow([
                name, times.text(decimals: decimals), rate.map { ($0 / 1e9).text(0) } ?? "",
                rate?.share(of: peak) ?? "",
            ]))
    }
}

/// A line of a table in Markdown.
func tableRow(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
