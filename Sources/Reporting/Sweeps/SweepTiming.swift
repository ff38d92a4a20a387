import FoundationEssentials
import Workflow

/// Everything of the page that differs when a sweep is repeated: the times, and how many steps came from the cache.
struct SweepTiming {
    let result: SweepResult
    let names: SettingNames

    /// The maximum number of runs in the table, those that took longest.
    private static let most = 10

    /// The section between the comments that mark it.
    @NodeBuilder var nodes: [Node] {
        Node.markup(SafeMarkup("<!-- timing: begin -->\n"))
        Element(
            .section, .class("timing"), .id("timing"), .flag("data-volatile"),
            Attribute("data-took", summary)
        ) {
            Element(.h2) { "Timing" }
            Element(.p) {
                if let timing = result.timing {
                    "Started "
                    Element(.time, Attribute("datetime", started(timing))) { startedInWords(timing) }
                    "; took \(duration(timing.seconds)) with \(timing.jobs) \(timing.jobs == 1 ? "run" : "runs") at a time. "
                }
                steps
            }
            table
        }
        Node.markup(SafeMarkup("<!-- timing: end -->\n"))
    }

    private var timings: [SweepRun.Timing] { result.runs.compactMap(\.timing) }

    /// The numbers of cached and of all steps.
    private var counts: (cached: Int, all: Int) {
        timings.reduce(into: (cached: 0, all: 0)) { counts, timing in
            counts.cached += timing.cachedSteps
            counts.all += timing.cachedSteps + timing.computedSteps
        }
    }

    private var summary: String {
        let (cached, all) = counts
        let seconds = result.timing?.seconds ?? timings.reduce(0) { $0 + $1.seconds }
        return
            "\(duration(seconds)), \(NumberText.grouped(cached)) of \(NumberText.grouped(all)) steps cached"
    }

    private var steps: String {
        let (cached, all) = counts
        guard all > 0 else { return "It is not known how long the runs took." }
        let share = NumberText.percent(Double(cached) / Double(all), decimals: 1)
        let seconds = timings.reduce(0) { $0 + $1.seconds }
        return
            "\(NumberText.grouped(cached)) of \(NumberText.grouped(all)) steps came from the cache (\(share)). "
            + "The runs took \(duration(seconds)) together."
    }

    private func duration(_ seconds: Double) -> String { NumberText.duration(seconds: seconds) }

    private func started(_ timing: SweepResult.Timing) -> String { timing.started.formatted(.iso8601) }

    private func startedInWords(_ timing: SweepResult.Timing) -> String {
        started(timing).replacing("T", with: " ").replacing("Z", with: "\u{A0}UTC")
    }

    private var table: Element? {
        let runs = zip(result.runs, result.settingOfEachRun).compactMap { run, setting in
            run.timing.map { (run: run, setting: setting, timing: $0) }
        }
        guard !runs.isEmpty else { return nil }
        let slowest = runs.sorted {
            ($1.timing.seconds, $0.run.index) < ($0.timing.seconds, $1.run.index)
        }.prefix(Self.most)
        return ScrollBox(label: "The runs that took longest") {
            Element(.table, .class("numbers listing")) {
                Element(.caption) { "The runs that took longest" }
                Element(.thead) {
                    Element(.tr) {
                        for name in ["setting", "seed", "took", "cached steps", "computed steps"] {
                            Element(.th, .scope("col")) { name }
                        }
                    }
                }
                Element(.tbody) {
                    for (run, setting, timing) in slowest {
                        Element(.tr) {
                            Element(.th, .scope("row")) { String(setting + 1) }
                            Element(.td) { String(run.seed) }
                            Element(.td) { duration(timing.seconds) }
                            Element(.td) { NumberText.grouped(timing.cachedSteps) }
                            Element(.td) { NumberText.grouped(timing.computedSteps) }
                        }
                    }
                }
            }
        }.node
    }
}
