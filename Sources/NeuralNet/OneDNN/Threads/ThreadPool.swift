import COneDNN
import Glibc

/// A fixed number of threads that do a piece of work together, each its own part of it.
///
/// The calling thread is the first of them. Each runs its kernels on itself alone, so threads never wait for each other inside
/// a kernel, only at the end of the work and where the work itself has them meet.
package final class ThreadPool {
    /// The number of threads, 1 or more.
    package let count: Int

    /// Where the threads can wait for each other while they work.
    package let meeting: Meeting

    private let workers: [Worker]

    /// Starts the threads.
    ///
    /// - Throws: ``NetworkError/threads(wanted:allowed:)`` where the system does not give that many.
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

    /// Has every thread do its part of a piece of work, at the same time, and waits for all of them.
    ///
    /// - Parameter work: called once for each thread, 0..<``count``; it must change only what is that thread's own.
    /// - Throws: what the first of the threads that failed threw; those that waited for it at the ``meeting`` go on with
    ///   an error of their own, which counts only if there is no other.
    package func run(_ work: (_ thread: Int) throws(NetworkError) -> Void) throws(NetworkError) {
        // The kernels must find the number of threads that they were made for.
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

/// A thread of a pool, other than the calling thread.
private final class Worker {
    /// What the thread sees of its owner.
    final class Desk: @unchecked Sendable {
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

        /// Does the work that lies on the desk; `false` where there is none, so that the thread may end.
        private func perform() -> Bool {
            guard doWork() else { return false }
            ended.raise()
            return true
        }

        // A function of its own, so that nothing holds the work any more when the owner is told that it is done.
        @inline(never)
        private func doWork() -> Bool {
            guard let work else { return false }
            self.work = nil
            failure = NeuralNet.failure(of: { () throws(NetworkError) in try work(index) })
            return true
        }
    }

    private let desk: Desk
    private let thread: pthread_t

    /// Starts the thread; `nil` where the system gives none.
    init?(index: Int) {
        let desk = Desk(index: index)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(desk)
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Desk>.fromOpaque(context).takeRetainedValue().serve()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return nil
        }
        self.desk = desk
        self.thread = thread
    }

    deinit {
        desk.begun.raise()
        pthread_join(thread, nil)
    }

    func begin(_ work: @escaping (Int) throws(NetworkError) -> Void) {
        desk.work = work
        desk.begun.raise()
    }

    /// Waits for the work; what it threw.
    func end() -> NetworkError? {
        desk.ended.wait()
        return desk.failure
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
