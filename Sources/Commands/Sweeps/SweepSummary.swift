import Diagnostics
import Notebooks
import Reporting
import Workflow

/// A sweep in one line, which stays on standard error when the progress is gone.
struct SweepSummary {
    let result: SweepResult
    let plan: SweepPlan

    /// `15 runs: 14 done, 1 failed; best learningRate=0.003, validation accuracy 97.21 ± 0.12 %; 40 of 600 steps computed in
    /// 1 min 12 s`
    var line: String { [runs, best, steps].compactMap(\.self).joined(separator: "; ") }

    /// The number of runs, and how they ended.
    private var runs: String {
        var (done, failed, unmet, stopped) = (0, 0, 0, 0)
        for run in result.runs {
            switch run.outcome {
            case .ok: done += 1
            case .failed: failed += 1
            case .expectationNotMet: unmet += 1
            case .interrupted: stopped += 1
            }
        }
        let parts = [
            (done, "done"), (failed, "failed"), (unmet, "with an expectation that is not met"),
            (stopped, "not run"),
        ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
        let count = result.runs.count
        return "\(NumberText.grouped(count)) \(count == 1 ? "run" : "runs"): " + parts.joined(separator: ", ")
    }

    /// The best setting, if there are several, and its measure.
    private var best: String? {
        guard let best = result.best, let summary = best.summary, let measure = result.measure else {
            return nil
        }
        let number = "\(measure.shortWords) \(MeasureText(of: result).spread(summary))"
        guard result.settings.count > 1, let place = best.runs.first else { return number }
        return "best \(plan.setting(of: result.runs[place].index).description.madeVisible), \(number)"
    }

    private var steps: String? {
        let timings = result.runs.compactMap(\.timing)
        let computed = timings.reduce(0) { $0 + $1.computedSteps }
        let all = timings.reduce(computed) { $0 + $1.cachedSteps }
        guard all > 0, let timing = result.timing else { return nil }
        return
            "\(NumberText.grouped(computed)) of \(NumberText.grouped(all)) steps computed in "
            + NumberText.duration(seconds: timing.seconds)
    }
}

extension RankingMeasure {
    /// What it measures, in words: `validation accuracy` for `model.history.validationAccuracy`, `test accuracy` for
    /// `result.accuracy`.
    fileprivate var shortWords: String {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        let words = last.reduce(into: "") { words, letter in
            words += letter.isUppercase ? " " + letter.lowercased() : String(letter)
        }
        return (words.hasPrefix(source.rawValue) ? words : "\(source.rawValue) \(words)").madeVisible
    }
}
