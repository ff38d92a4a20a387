import Diagnostics
import Synchronization
import Workflow

/// Shows a run on the terminal: a line for each step, and a live line for the current one.
final class ProgressDisplay: Sendable {
    /// The amount and form of output.
    enum Style {
        /// Warnings only.
        case quiet
        /// A line for each step and each milestone.
        case plain
        /// A line for each step, the last one redrawn while the step runs.
        case live
    }

    private let terminal: Terminal
    private let plan: Plan
    private let style: Style
    private let palette: Palette
    private let stepWidth: Int
    private let nameWidth: Int
    private let isLineLive = Mutex(false)

    /// Makes a display for a plan.
    init(terminal: Terminal, plan: Plan, style: Style) {
        self.terminal = terminal
        self.plan = plan
        self.style = style
        palette = Palette(hasColour: terminal.hasColour)
        stepWidth = plan.steps.map(\.step).columnWidth
        nameWidth = plan.steps.compactMap(\.name).columnWidth
    }

    /// Shows an event.
    func handle(_ event: RunEvent) {
        switch event {
        case .began: break
        case .warned(let message):
            line(palette.warning("warning: ") + message.madeVisible, evenIfQuiet: true)
        case .noted(let step, let message):
            let head = head(step)
            let text = head + message.madeVisible
            line(style == .live ? text.wrapped(to: terminal.width, indent: head.count) : text)
        case .stepBegan(let step): redraw(head(step) + palette.faint("…"))
        case .stepProgressed(let step, let progress): show(progress, of: step)
        case .stepAudited(let step, let seconds):
            let time = NumberText.duration(seconds: seconds)
            line("  " + head(step).dropFirst(2) + palette.faint("computed again in \(time): the same"))
        case .stepMended(let step, let seconds):
            let time = NumberText.duration(seconds: seconds)
            line("  " + head(step).dropFirst(2) + palette.faint("computed again in \(time): it was damaged"))
        case .stepEnded(let record): show(record)
        case .pruned(let bytes):
            line(
                palette.faint(
                    "· the cache was full: removed \(NumberText.bytes(bytes)) of the least recently used results"
                ))
        }
    }

    private func show(_ progress: Progress, of step: PlannedStep) {
        if progress.isMilestone {
            let (head, words) = milestone(progress, of: step)
            line(head + palette.faint(words))
        } else if style == .live {
            let room = terminal.width - 1 - head(step).count
            redraw(head(step) + fitting(progress, in: room))
        }
    }

    /// The head and the text of a permanent line. A file has no width limit; on a terminal a line must not wrap, so
    /// the name is omitted if it would leave no room for a number.
    private func milestone(_ progress: Progress, of step: PlannedStep) -> (head: String, words: String) {
        let whole = head(step)
        guard style == .live else { return (whole, words(of: progress, in: .max)) }
        let bare = progress.activity.madeVisible
        let words = words(of: progress, in: terminal.width - whole.count)
        guard words == bare, !progress.details.isEmpty else { return (whole, words) }
        let short = "  \(step.step)  "
        let more = self.words(of: progress, in: terminal.width - short.count)
        return more == bare ? (whole, words) : (short, more)
    }

    /// The activity with as many details as fit, dropping the least important first; a truncated number would be
    /// wrong.
    private func words(of progress: Progress, in room: Int) -> String {
        func text(_ details: [Progress.Detail]) -> String {
            ([progress.activity] + details.map { "\($0.name) \($0.text)" }).joined(separator: " · ")
                .madeVisible
        }
        // A detail too long even by itself does not displace the others.
        var details = progress.details.filter { text([$0]).count <= room }
        while text(details).count > room,
            let least = details.indices.min(by: { details[$0].weight < details[$1].weight })
        {
            details.remove(at: least)
        }
        return text(details)
    }

    /// A bar and the text after it, as far as they fit; the bar is shortened first.
    private func fitting(_ progress: Progress, in room: Int) -> String {
        let text = words(of: progress, in: room)
        guard let fraction = progress.fraction, room - text.count > 4 else { return text }
        return bar(fraction, width: min(16, room - text.count - 1)) + " " + text
    }

    private func show(_ record: StepRecord) {
        let time = NumberText.duration(seconds: record.seconds)
        switch record.outcome {
        case .computed, .cached:
            let outcome = record.outcome == .cached ? palette.faint("cached") : time
            if let expectation = record.expectation, !expectation.isMet {
                let claim = expectation.claim.isEmpty ? expectation.condition : expectation.claim
                let evidence = expectation.evidence.map { "\($0.name) is \($0.value)".madeVisible }
                    .joined(separator: ", ")
                line(
                    palette.bad("✗ ") + head(record.step).dropFirst(2)
                        + palette.bad("not met: \(claim.madeVisible)")
                        + (evidence.isEmpty ? "" : " (\(evidence))"),
                    evenIfQuiet: true)
            } else {
                line(palette.good("✓ ") + head(record.step).dropFirst(2) + outcome)
            }
        case .failed(let message):
            line(
                palette.bad("✗ ") + head(record.step).dropFirst(2)
                    + palette.bad("failed in line \(record.step.line): ") + message.madeVisibleInLines,
                evenIfQuiet: true)
        case .blocked(let cause):
            let failed = plan.steps[cause]
            line(
                palette.faint(
                    "· " + head(record.step).dropFirst(2)
                        + "not run, because '\(failed.step)' in line \(failed.line) failed"))
        case .interrupted:
            // A step that took no time had not started.
            let words = record.seconds > 0 ? "interrupted" : "not run"
            line(palette.faint("· " + head(record.step).dropFirst(2) + words))
        }
    }

    private func head(_ step: PlannedStep) -> String {
        "  " + step.step.padded(to: stepWidth) + "  " + (step.name ?? "").padded(to: nameWidth) + "  "
    }

    private func bar(_ fraction: Double, width: Int) -> String {
        let filled = Int((min(max(fraction, 0), 1) * Double(width)).rounded(.down))
        return palette.accent(String(repeating: "━", count: filled))
            + palette.faint(String(repeating: "━", count: width - filled))
    }

    private func line(_ text: String, evenIfQuiet: Bool = false) {
        guard style != .quiet || evenIfQuiet else { return }
        isLineLive.withLock { isLive in
            terminal.write((isLive ? "\r\u{1B}[2K" : "") + text + "\n")
            isLive = false
        }
    }

    private func redraw(_ text: String) {
        guard style == .live else { return }
        isLineLive.withLock { isLive in
            terminal.write("\r\u{1B}[2K" + text.clipped(to: terminal.width - 1))
            isLive = true
        }
    }
}

extension Sequence<String> {
    /// The width of a column of these texts: that of the longest, without those so long that they would push the next
    /// column away from all the others.
    var columnWidth: Int { map(\.count).filter { $0 <= 24 }.max() ?? 0 }
}

extension String {
    /// The text with spaces up to a width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// The text truncated to a number of columns; escape sequences are neither counted nor cut.
    func clipped(to columns: Int) -> String {
        var result = ""
        var count = 0
        var isEscape = false
        for character in self {
            if character == "\u{1B}" { isEscape = true }
            if isEscape {
                result.append(character)
                if character.isLetter { isEscape = false }
            } else if count < columns {
                result.append(character)
                count += 1
            }
        }
        return result
    }
}
