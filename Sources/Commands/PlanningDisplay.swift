import Diagnostics
import Synchronization
import Workflow

/// Shows on a terminal what takes time before anything runs: a line that is redrawn, and removed afterwards.
final class PlanningDisplay: Sendable {
    private let terminal = Terminal.standardError
    private let isShown: Bool
    private let isLineLive = Mutex(false)

    /// Makes a display.
    ///
    /// - Parameter isQuiet: whether to show nothing.
    init(isQuiet: Bool = false) { isShown = !isQuiet && Terminal.standardError.isInteractive }

    /// Shows the progress of a check.
    func show(_ progress: Progress) {
        guard isShown else { return }
        let share = progress.fraction.map { " \(NumberText.percent($0, decimals: 0))" } ?? ""
        let words = (progress.activity + share).madeVisible + "…"
        isLineLive.withLock { isLive in
            terminal.write("\r\u{1B}[2K" + words.prefix(max(0, terminal.width - 1)))
            isLive = true
        }
    }

    /// Removes the line.
    func end() {
        isLineLive.withLock { isLive in
            if isLive { terminal.write("\r\u{1B}[2K") }
            isLive = false
        }
    }
}
