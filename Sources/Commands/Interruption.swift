import Dispatch
import FoundationEssentials
import Glibc
import Workflow

/// Handles Ctrl-C as a request to stop: the first one ends the run cleanly, the second one immediately. SIGTERM and a
/// terminal that was closed are the same.
struct Interruption {
    /// The request.
    let cancellation: Cancellation
    private let sources: [any DispatchSourceSignal]

    /// Installs the handlers.
    init() {
        let cancellation = Cancellation()
        self.cancellation = cancellation
        sources = Self.signals.compactMap { number in
            // 'nohup' lets a program go on without its terminal.
            guard !Self.isIgnored(number) || number != SIGHUP else { return nil }
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                // Both the shell and the system tell of a closed terminal.
                if cancellation.isRequested, number != SIGHUP { _exit(130) }
                cancellation.request()
            }
            source.resume()
            return source
        }
    }

    /// Restores the default signal handlers; after a request, a closed terminal still does not end the program.
    func end() {
        for source in sources {
            source.cancel()
            let number = Int32(source.handle)
            if number != SIGHUP || !cancellation.isRequested { signal(number, SIG_DFL) }
        }
    }

    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Whether the process was started without a signal's effect.
    private static func isIgnored(_ number: Int32) -> Bool {
        let status = try? String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
        let digits = line?.drop { $0 != "\t" }.dropFirst()
        return digits.flatMap { UInt64($0, radix: 16) }.map { $0 >> (number - 1) & 1 == 1 } ?? false
    }
}
