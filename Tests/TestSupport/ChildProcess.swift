import Foundation
import Glibc

/// A program that is run to its end, with its outputs redirected to files.
///
/// Waits with `waitpid` rather than with Foundation's `Process`, whose `waitUntilExit` can miss the end of a program
/// and wait for ever when several threads wait at once.
public enum ChildProcess {
    /// The outcome of a program.
    public struct Outcome: Sendable {
        /// The exit status; 128 plus the signal's number if a signal ended it.
        public let status: Int32
        /// What it wrote to standard output.
        public let output: String
        /// What it wrote to standard error.
        public let messages: String
        /// Its processor time in seconds.
        public let processorSeconds: Double
    }

    /// A program that could not be started, with the system's error number.
    public struct NotStarted: Error { let number: Int32 }

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - command: the program, found by `PATH`, and its arguments.
    ///   - environment: its complete environment; `nil` for our own.
    ///   - folder: the folder it runs in; `nil` for our own.
    ///   - signal: the signal that it gets once a text appears in its messages.
    ///   - limit: seconds after which it is killed, so that a hanging program does not hang the test.
    public static func run(
        _ command: [String], environment: [String: String]? = nil, in folder: String? = nil,
        signal: (number: Int32, after: String)? = nil, limit: Double = 180
    ) throws -> Outcome {
        let files = try TemporaryFolder()
        defer { withExtendedLifetime(files) {} }
        let (output, messages) = (files.path + "/output", files.path + "/messages")
        let identifier = try start(
            ["/usr/bin/env"] + (folder.map { ["-C", $0] } ?? []) + command,
            environment: environment ?? ProcessInfo.processInfo.environment, output: output,
            messages: messages)
        let end = Date(timeIntervalSinceNow: limit)
        var isSignalled = false
        var status: Int32 = 0
        var usage = rusage()
        while wait4(identifier, &status, WNOHANG, &usage) == 0 {
            usleep(3000)
            if let signal, !isSignalled, text(of: messages).contains(signal.after) {
                isSignalled = true
                kill(identifier, signal.number)
            }
            if Date() > end { kill(identifier, SIGKILL) }
        }
        let last = status & 0x7F
        return Outcome(
            status: last == 0 ? (status >> 8) & 0xFF : 128 + last, output: text(of: output),
            messages: text(of: messages),
            processorSeconds: [usage.ru_utime, usage.ru_stime].reduce(0) {
                $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
            })
    }

    static func start(
        _ command: [String], environment: [String: String], output: String, messages: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, messages, O_WRONLY | O_CREAT, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Default signal handling, as for a program started from a shell, whatever our threads block.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGHUP)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var identifier: pid_t = 0
        let number = posix_spawn(&identifier, command[0], &actions, &attributes, &arguments, &variables)
        guard number == 0 else { throw NotStarted(number: number) }
        return identifier
    }

    static func text(of path: String) -> String {
        String(decoding: (try? Data(contentsOf: URL(filePath: path))) ?? Data(), as: UTF8.self)
    }
}
