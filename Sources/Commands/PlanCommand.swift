import ArgumentParser
import Diagnostics
import Notebooks
import Workflow

/// `stepbook plan`: what a run would do, and why.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Shows which steps are cached, which would run, and why.")

    @OptionGroup var options: NotebookOptions

    func run() throws {
        try reportingProblems {
            try options.folders.check()
            let display = PlanningDisplay()
            let interruption = Interruption(checking: display)
            defer { interruption.end() }
            let prepared = try PreparedNotebook(
                Notebook(parsing: options.notebook.read()), with: options, display: display)
            let plan = prepared.plan
            showWarnings(of: plan)
            showArgumentWarnings(of: plan)
            try options.folders.checkForRunning()
            let forecasts = plan.forecast(
                options: prepared.runOptions(cancellation: Cancellation()), cache: options.folders.cache,
                reportProgress: display.show)
            display.end()
            try show(forecasts, of: plan)
        }
    }

    private func show(_ forecasts: [StepForecast], of plan: Plan) throws {
        let output = Terminal.standardOutput
        let palette = Palette(hasColour: output.hasColour)
        let stepWidth = forecasts.map(\.step.step).columnWidth
        let nameWidth = forecasts.compactMap(\.step.name).columnWidth
        let lineWidth = forecasts.map { String($0.step.line).count }.max() ?? 0
        for forecast in forecasts {
            let step = forecast.step
            let line = String(step.line)
            let place = String(repeating: " ", count: lineWidth - line.count) + line
            let head =
                "\(palette.faint(place))  \(step.step.padded(to: stepWidth))  \((step.name ?? "").padded(to: nameWidth))  "
            let time = forecast.seconds.map { " (\(NumberText.duration(seconds: $0)) last time)" } ?? ""
            let state =
                switch forecast.state {
                case .cached: palette.good("cached")
                case .toRun(let reasons):
                    palette.warning("to run") + time + ": "
                        + (reasons + (forecast.beginning.map { [$0] } ?? [])).joined(separator: "; ")
                        .madeVisible
                case .dependsOn(let steps):
                    palette.warning("to run") + time + (forecast.beginning.map { ": \($0)" } ?? "")
                        + " unless "
                        + steps.map { plan.steps[$0].name ?? plan.steps[$0].step }.joined(separator: ", ")
                        + " come\(steps.count == 1 ? "s" : "") out the same"
                }
            try output.print(words: head + state + "\n")
        }
        let cached = forecasts.count { $0.state == .cached }
        try output.print(words: "\(cached) of \(forecasts.count) steps cached\n")
    }
}
