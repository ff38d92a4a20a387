import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import Synchronization
import Workflow

/// Handles Ctrl-C as a request to stop: the first one ends the run cleanly, the second one immediately. SIGTERM, SIGUSR1,
/// by which clusters announce the end of a job, and a terminal that was closed are the same.
///
/// A check of the notebook and its data has nothing to end cleanly: there the first one says so, and ends the program.
struct Interruption {
    /// The request.
    let cancellation: Cancellation
    private let sources: [any DispatchSourceSignal]
    private let check: InterruptedCheck

    /// Installs the handlers.
    ///
    /// - Parameters:
    ///   - display: the display of a check that is made first, up to ``endCheck()``; `nil` for none.
    ///   - isRepeated: whether requests are repeated by a program, so that a second one says nothing new.
    init(checking display: PlanningDisplay? = nil, isRepeated: Bool = false) {
        let cancellation = Cancellation()
        self.cancellation = cancellation
        let check = InterruptedCheck(display)
        self.check = check
        sources = Self.signals.compactMap { number in
            // 'nohup' lets a program go on without its terminal.
            guard !Self.isIgnored(number) || number != SIGHUP else { return nil }
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                check.end()
                // Both the shell and the system tell of a closed terminal.
                if cancellation.isRequested, number != SIGHUP, !isRepeated { _exit(130) }
                cancellation.request()
            }
            source.resume()
            return source
        }
    }

    /// Ends the check: from now on the first request leaves the end to the work that follows.
    func endCheck() { check.isOver() }

    /// Throws if the end was requested between the check and the run.
    ///
    /// - Throws: `ExitCode` 130, after saying that nothing ran.
    func throwBeforeRun() throws(ExitCode) {
        guard cancellation.isRequested else { return }
        Terminal.standardError.write(InterruptedCheck.words)
        throw ExitCode(130)
    }

    /// Restores the default signal handlers; after a request, a closed terminal still does not end the program.
    func end() {
        for source in sources {
            source.cancel()
            let number = Int32(source.handle)
            if number != SIGHUP || !cancellation.isRequested { signal(number, SIG_DFL) }
        }
    }

    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGUSR1]

    /// Whether the process was started without a signal's effect.
    private static func isIgnored(_ number: Int32) -> Bool {
        let status = try? String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
        let digits = line?.drop { $0 != "\t" }.dropFirst()
        return digits.flatMap { UInt64($0, radix: 16) }.map { $0 >> (number - 1) & 1 == 1 } ?? false
    }
}

/// What an interruption ends while a notebook is checked: the program, with words in place of the progress.
///
/// A reference type, because the handlers of signals share its state with the check.
private final class InterruptedCheck: Sendable {
    /// The display of the check; `nil` if there is none any more.
    private let display: Mutex<PlanningDisplay?>

    init(_ display: PlanningDisplay?) { self.display = Mutex(display) }

    /// Nothing of a check is kept, so that there is nothing to go on with.
    static let words =
        "interrupted; the notebook was still being checked, so nothing ran and nothing was lost\n"

    /// Ends the program if the check is not over.
    func end() {
        display.withLock { display in
            if let display { display.exit(130, saying: Self.words) }
        }
    }

    /// Keeps the program running at an interruption.
    func isOver() { display.withLock { $0 = nil } }
}
