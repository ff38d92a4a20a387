import Dispatch
import Glibc
import Workflow

/// Handles Ctrl-C as a request to stop: the first one ends the run cleanly, the second one immediately.
struct Interruption {
    /// The request.
    let cancellation: Cancellation
    private let sources: [any DispatchSourceSignal]

    /// Installs the handlers.
    init() {
        let cancellation = Cancellation()
        self.cancellation = cancellation
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if cancellation.isRequested { _exit(130) }
                cancellation.request()
            }
            source.resume()
            return source
        }
    }

    /// Restores the default signal handlers.
    func end() {
        for source in sources { source.cancel() }
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
}
