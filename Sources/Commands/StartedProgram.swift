import FoundationEssentials
import Glibc

/// A running program whose output is collected later.
///
/// Foundation's `Process` is not used because it opens sockets, which a sandbox may forbid, and complains on standard
/// error. A reference type, because it owns a process and its pipes, which end with it.
final class StartedProgram {
    /// The reason why there is no output.
    enum Problem: Error {
        /// The program could not be started, with this error number.
        case start(Int32)
        /// It exceeded the time limit and was killed.
        case time
    }

    private let process: pid_t
    private let pipes: [Int32]
    private var isWaitedFor = false

    /// Starts a program without input.
    ///
    /// - Parameters:
    ///   - command: its path and its arguments.
    ///   - environment: its complete environment.
    /// - Throws: ``Problem``.
    init(_ command: [String], environment: [String: String]) throws {
        var open: [[Int32]] = []
        do {
            for _ in 0..<2 {
                var ends: [Int32] = [-1, -1]
                guard pipe(&ends) == 0 else { throw Problem.start(errno) }
                // The program gets duplicates; the pipes themselves would keep each other open in it.
                for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
                open.append(ends)
            }
            process = try Self.start(command, environment, output: open[0][1], messages: open[1][1])
        } catch {
            for end in open.joined() { close(end) }
            throw error
        }
        for ends in open { close(ends[1]) }
        pipes = open.map { $0[0] }
    }

    deinit {
        if !isWaitedFor { end() }
        for pipe in pipes { close(pipe) }
    }

    /// Its standard output and standard error, once it has ended.
    ///
    /// - Parameter seconds: the remaining time limit.
    /// - Throws: ``Problem``.
    func output(within seconds: Double) throws -> (output: String, messages: String) {
        guard let texts = Self.read(pipes, within: seconds) else { throw Problem.time }
        return (String(decoding: texts[0], as: UTF8.self), String(decoding: texts[1], as: UTF8.self))
    }

    /// Its exit status, once it has ended after its output; that of a signal is 128 and its number, as in a shell.
    func status() -> Int32 {
        let status = waitForEnd()
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    private func end() {
        kill(process, SIGKILL)
        _ = waitForEnd()
    }

    private func waitForEnd() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        isWaitedFor = true
        return status
    }

    private static func start(
        _ command: [String], _ environment: [String: String], output: Int32, messages: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, messages, STDERR_FILENO)
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process: pid_t = 0
        let status = posix_spawn(&process, command[0], &actions, nil, &arguments, &variables)
        guard status == 0 else { throw Problem.start(status) }
        return process
    }

    /// Everything written to the pipes until all are closed; `nil` if that takes too long.
    private static func read(_ pipes: [Int32], within seconds: Double) -> [[UInt8]]? {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var texts = pipes.map { _ in [UInt8]() }
        var open = Set(pipes.indices)
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !open.isEmpty {
            let left = (end - clock.now) / .milliseconds(1)
            guard left > 0 else { return nil }
            let places = open.sorted()
            var waiting = places.map { pollfd(fd: pipes[$0], events: Int16(POLLIN), revents: 0) }
            guard poll(&waiting, nfds_t(waiting.count), Int32(left.rounded(.up))) >= 0 || errno == EINTR
            else { return nil }
            for (place, state) in zip(places, waiting) where state.revents != 0 {
                let count = Glibc.read(pipes[place], &buffer, buffer.count)
                if count > 0 {
                    texts[place] += buffer.prefix(count)
                } else if count == 0 || errno != EINTR {
                    open.remove(place)
                }
            }
        }
        return texts
    }
}
