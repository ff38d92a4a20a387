import Foundation
import Glibc

/// The executable at work, until it is told to stop.
///
/// A reference type because it owns a process, which ends with it.
public final class RunningTool: Sendable {
    private let process: pid_t
    private let files: TemporaryFolder

    init(_ arguments: [String], environment: [String: String]) throws {
        files = try TemporaryFolder()
        process = try ChildProcess.start(
            ["/usr/bin/env"] + arguments, environment: environment, output: files.path + "/output",
            messages: files.path + "/messages")
    }

    deinit {
        // Nobody is left to wait for an end of its own.
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// What it wrote to standard output so far.
    public var output: String { ChildProcess.text(of: files.path + "/output") }

    /// What it wrote to standard error so far.
    public var messages: String { ChildProcess.text(of: files.path + "/messages") }

    /// The first line of its output, waited for; empty where it does not come within a minute.
    public var firstLine: String {
        for _ in 0..<6000 {
            if let end = output.firstIndex(of: "\n") { return String(output[..<end]) }
            usleep(10_000)
        }
        return ""
    }

    /// Presses Ctrl-C and waits for the end.
    ///
    /// - Returns: the exit status; `nil` where a signal ended it, or nothing did within a minute.
    public func interrupt() -> Int32? {
        kill(process, SIGINT)
        var information = siginfo_t()
        for _ in 0..<6000 {
            // It is left for the end of this object to be waited for.
            information.si_signo = 0
            if waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0,
                information.si_signo == SIGCHLD
            {
                return information.si_code == Int32(CLD_EXITED)
                    ? information._sifields._sigchld.si_status : nil
            }
            usleep(10_000)
        }
        return nil
    }
}
