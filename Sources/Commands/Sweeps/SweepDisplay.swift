import Diagnostics
import FoundationEssentials
import Workflow

/// Shows a sweep: on a terminal a line for each job and one for all of them, redrawn in place; elsewhere a line for each
/// run that has ended.
///
/// A reference type, because the events of a crew change it.
final class SweepDisplay {
    private let terminal = Terminal.standardError
    private let palette = Palette(hasColour: Terminal.standardError.hasColour)
    private let style: ProgressDisplay.Style
    private let plan: SweepPlan
    /// The number of runs.
    private let count: Int
    /// The number of runs that were known before any began.
    private let known: Int
    private let start = ContinuousClock.now

    private var jobs: [Int: (run: Int, words: String)] = [:]
    private var done = 0
    private var failed = 0
    private var drawn = 0
    private var lastDraw: ContinuousClock.Instant?
    private var toldWarnings: Set<String> = []

    /// The most jobs that have a line.
    private static let mostJobs = 12
    /// The shortest time between two drawings.
    private static let interval: Duration = .milliseconds(100)

    /// Makes a display.
    ///
    /// - Parameters:
    ///   - count: the number of runs of the round.
    ///   - known: the number of those that need not be done.
    init(of plan: SweepPlan, _ round: SweepRound, count: Int, known: Int, isQuiet: Bool) {
        self.plan = plan
        self.count = count
        self.known = known
        style = isQuiet ? .quiet : Terminal.standardError.isInteractive ? .live : .plain
        if let length = round.length {
            line("\(NumberText.grouped(count)) runs with \(length.name)=\(length.text)")
        }
        guard known > 0 else { return }
        line("\(NumberText.grouped(known)) of \(NumberText.grouped(count)) runs are done already")
    }

    /// Shows that a run begins.
    func begin(_ run: Int, at seat: Int) {
        jobs[seat] = (run, "begins")
        draw()
    }

    /// Shows what a job does.
    func show(_ words: String, _ fraction: Double?, at seat: Int) {
        guard let run = jobs[seat]?.run else { return }
        let share = fraction.map { NumberText.percent($0, decimals: 0) + "  " } ?? ""
        jobs[seat] = (run, share + words)
        draw()
    }

    /// Shows that a job does nothing.
    func leave(_ seat: Int) { jobs[seat] = nil }

    /// Shows something that the user may want to know.
    func note(_ words: String) { line(words.madeVisible) }

    /// Shows that time passes.
    func wait() { draw() }

    /// Shows how a run ended.
    func end(_ run: SweepRun, at seat: Int) {
        jobs[seat] = nil
        let words = plan.words(of: run.index)
        switch run.outcome {
        case .ok, .expectationNotMet: done += 1
        case .failed: failed += 1
        case .interrupted: break
        }
        let place = "\(NumberText.grouped(known + done + failed)) of \(NumberText.grouped(count))"
        switch run.outcome {
        case .ok:
            let isCached = run.timing.map { $0.computedSteps == 0 } ?? false
            let time = run.timing.map { NumberText.duration(seconds: $0.seconds) } ?? ""
            // On a terminal the line for all jobs counts it.
            if style == .plain { line("✓ \(place)  \(words)  \(isCached ? "cached" : time)") }
        case .expectationNotMet(let claim):
            line("✗ \(place)  \(words)  " + palette.bad("not met: \(claim.madeVisible)"), evenIfQuiet: true)
        case .failed(let message):
            line(
                "✗ \(place)  \(words)  " + palette.bad("failed: ") + message.madeVisibleInLines,
                evenIfQuiet: true)
        case .interrupted: line("· \(words)  interrupted")
        }
        draw(isDue: true)
    }

    /// Shows a warning, which most runs have in common, once.
    func warn(_ message: String) {
        guard toldWarnings.insert(message).inserted else { return }
        line(palette.warning("warning: ") + message.madeVisible, evenIfQuiet: true)
    }

    /// Removes what is redrawn.
    func erase() {
        if drawn > 0 { terminal.redraw([], over: drawn) }
        drawn = 0
    }

    private func line(_ text: String, evenIfQuiet: Bool = false) {
        guard style != .quiet || evenIfQuiet else { return }
        erase()
        terminal.write(text + "\n")
    }

    private func draw(isDue: Bool = false) {
        guard style == .live else { return }
        let now = ContinuousClock.now
        if let lastDraw, !isDue, now - lastDraw < Self.interval { return }
        lastDraw = now
        // The screen is not for a hundred of them.
        let lines = jobs.sorted { $0.key < $1.key }.prefix(Self.mostJobs).map { _, job in
            "  \(plan.words(of: job.run))  " + palette.faint(job.words.madeVisible)
        }
        terminal.redraw(lines + [summary(at: now)], over: drawn)
        drawn = lines.count + 1
    }

    /// `12 of 100 done, 1 failed, 2 running, 3 min left`
    private func summary(at now: ContinuousClock.Instant) -> String {
        let parts = [
            "\(NumberText.grouped(known + done)) of \(NumberText.grouped(count)) done",
            failed > 0 ? palette.bad("\(NumberText.grouped(failed)) failed") : nil,
            "\(jobs.count) running", timeLeft(at: now),
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    private func timeLeft(at now: ContinuousClock.Instant) -> String? {
        let ended = done + failed
        guard ended > 0 else { return nil }
        let elapsed = (now - start) / .seconds(1)
        let left = elapsed / Double(ended) * Double(count - known - ended)
        return "\(NumberText.duration(seconds: left)) left"
    }
}
