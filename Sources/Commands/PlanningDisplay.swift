import Diagnostics
import Glibc
import Synchronization
import Workflow

/// Shows on a terminal what takes time besides a run's steps: a line that is redrawn, and removed afterwards.
final class PlanningDisplay: Sendable {
    private let terminal = Terminal.standardError
    private let isShown: Bool
    /// The line; empty if there is none.
    private let line = Mutex("")

    /// Makes a display.
    ///
    /// - Parameter isQuiet: whether to show nothing.
    init(isQuiet: Bool = false) { isShown = !isQuiet && Terminal.standardError.isInteractive }

    /// Shows the progress of the work.
    func show(_ progress: Progress) {
        guard isShown else { return }
        let share = progress.fraction.map { " \(NumberText.percent($0, decimals: 0))" } ?? ""
        let words = (progress.activity + share).madeVisible + "…"
        line.withLock { line in
            // Of thousands of pictures most leave the share as it is shown.
            guard line != words else { return }
            terminal.write("\r\u{1B}[2K" + words.prefix(max(0, terminal.width - 1)))
            line = words
        }
    }

    /// Removes the line.
    func end() {
        line.withLock { line in
            if !line.isEmpty { terminal.write("\r\u{1B}[2K") }
            line = ""
        }
    }

    /// Writes a message in the place of the line and ends the program, before the line can be drawn again.
    func exit(_ status: Int32, saying message: String) {
        line.withLock { line in
            if !line.isEmpty { terminal.write("\r\u{1B}[2K") }
            terminal.write(message)
            _exit(status)
        }
    }

    /// Writes a message in the place of the line.
    func write(_ message: String) {
        end()
        terminal.write(message)
    }
}
