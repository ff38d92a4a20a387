import Dispatch
import FoundationEssentials
import Glibc
import Synchronization
import Workflow

/// A worker's side of its pipes: orders come on standard input, reports go to standard output.
///
/// Orders are read on a thread of their own, since one to stop comes while a run is in progress; so is the end of the
/// input, where the command was killed. A reference type, because that thread shares it.
final class WorkerChannel: Sendable {
    private let orders = Mutex<[WorkerOrder]>([])
    private let arrivals = DispatchSemaphore(value: 0)
    private let cancellation: Cancellation
    private let output = Mutex(STDOUT_FILENO)

    /// Begins to read.
    ///
    /// - Parameter cancellation: requested by an order to stop, and at the end of the input.
    init(cancellation: Cancellation) {
        self.cancellation = cancellation
        DispatchQueue(label: "stepbook.orders").async { self.read() }
    }

    /// The next order, after waiting for it; `nil` if there is nothing more to do.
    func next() -> WorkerOrder? {
        arrivals.wait()
        let order = orders.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        // For whoever asks again.
        if order == nil { arrivals.signal() }
        return order
    }

    /// Sends a report. A command that is gone does not miss it.
    func send(_ report: WorkerReport) {
        let line = MessageLines.line(report)
        output.withLock { output in
            do throws(SystemError) { try DescriptorBytes(of: output).write(line) } catch {}
        }
    }

    private func read() {
        var lines = MessageLines()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        reading: while true {
            let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            for order in lines.take(buffer.prefix(count), of: WorkerOrder.self) {
                guard let order else { break reading }
                if case .stop = order { break reading }
                orders.withLock { $0.append(order) }
                arrivals.signal()
            }
        }
        cancellation.request()
        arrivals.signal()
    }
}
