import COneDNN
import Glibc

/// A thread pool of fixed size, whose threads each do their part of the same work.
///
/// The calling thread has index 0. Each thread runs its kernels alone, so threads never wait for each other inside a
/// kernel, only at the end of the work and where the work itself makes them meet.
package final class ThreadPool {
    /// The number of threads, 1 or more.
    package let count: Int

    /// Where the threads can wait for each other while they work.
    package let meeting: Meeting

    private let workers: [Worker]

    /// Starts the threads.
    ///
    /// - Throws: ``NetworkError/threads(wanted:allowed:)`` if the system does not allow that many.
    package init(count: Int) throws(NetworkError) {
        precondition(count > 0, "\(count) threads")
        var workers: [Worker] = []
        for index in 1..<max(count, 1) {
            guard let worker = Worker(index: index) else {
                throw .threads(wanted: count, allowed: index)
            }
            workers.append(worker)
        }
        self.count = count
        self.workers = workers
        meeting = Meeting(threads: count)
    }

    /// Runs the work on all threads at the same time, and waits for them.
    ///
    /// - Parameter work: called once with each thread index, 0..<``count``; it may change only that thread's own data.
    /// - Throws: the error of the first thread that failed, by index; those that waited for it at the ``meeting`` fail
    ///   too, which is not reported.
    package func run(_ work: (_ thread: Int) throws(NetworkError) -> Void) throws(NetworkError) {
        // Kernels must run with the number of threads that they were generated for.
        omp_set_num_threads(1)
        guard !workers.isEmpty else { return try work(0) }
        let meeting = meeting
        let failures = withoutActuallyEscaping(work) { work in
            let part = { (thread: Int) throws(NetworkError) -> Void in
                do throws(NetworkError) {
                    try work(thread)
                } catch {
                    meeting.abandon()
                    throw error
                }
            }
            for worker in workers { worker.begin(part) }
            let own = failure(of: { () throws(NetworkError) in try part(0) })
            return [own] + workers.map { $0.end() }
        }
        meeting.reset()
        let errors = failures.compactMap { $0 }
        if let error = errors.first(where: { $0 != .abandoned }) ?? errors.first { throw error }
    }
}

/// A thread of a thread pool, other than the calling thread.
private final class Worker {
    /// The state that the thread shares with its owner.
    final class Mailbox: @unchecked Sendable {
        let index: Int
        let begun = Signal()
        let ended = Signal()
        // Written by the owner before `begun` is raised and by the thread before `ended` is.
        var work: ((Int) throws(NetworkError) -> Void)?
        var failure: NetworkError?

        init(index: Int) { self.index = index }

        func serve() {
            omp_set_num_threads(1)
            repeat { begun.wait() } while perform()
        }

        /// Does the work in the mailbox; `false` if there is none, so that the thread ends.
        private func perform() -> Bool {
            guard doWork() else { return false }
            ended.raise()
            return true
        }

        // A function of its own, so that nothing retains the work when the owner is signalled.
        @inline(never)
        private func doWork() -> Bool {
            guard let work else { return false }
            self.work = nil
            failure = NeuralNet.failure(of: { () throws(NetworkError) in try work(index) })
            return true
        }
    }

    private let mailbox: Mailbox
    private let thread: pthread_t

    /// Starts the thread; `nil` if the system allows no more.
    init?(index: Int) {
        let mailbox = Mailbox(index: index)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(mailbox)
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Mailbox>.fromOpaque(context).takeRetainedValue().serve()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return nil
        }
        self.mailbox = mailbox
        self.thread = thread
    }

    deinit {
        mailbox.begun.raise()
        pthread_join(thread, nil)
    }

    func begin(_ work: @escaping (Int) throws(NetworkError) -> Void) {
        mailbox.work = work
        mailbox.begun.raise()
    }

    /// Waits for the work; returns what it threw.
    func end() -> NetworkError? {
        mailbox.ended.wait()
        return mailbox.failure
    }
}

private func failure(of work: () throws(NetworkError) -> Void) -> NetworkError? {
    do {
        try work()
        return nil
    } catch {
        return error
    }
}
