import Foundation
import Glibc

/// The running executable, until it is stopped.
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
        // Nobody else waits for it.
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// What it wrote to standard output so far.
    public var output: String { ChildProcess.text(of: files.path + "/output") }

    /// What it wrote to standard error so far.
    public var messages: String { ChildProcess.text(of: files.path + "/messages") }

    /// The first line of its output, after waiting for it; empty if it does not come within a minute.
    public var firstLine: String {
        for _ in 0..<6000 {
            if let end = output.firstIndex(of: "\n") { return String(output[..<end]) }
            usleep(10_000)
        }
        return ""
    }

    /// Presses Ctrl-C and waits for the end.
    ///
    /// - Returns: the exit status; `nil` if a signal ended it, or it did not end within a minute.
    public func interrupt() -> Int32? {
        kill(process, SIGINT)
        return waitForEnd()
    }

    /// Waits for the end: what a program says last is not the last that it does.
    ///
    /// - Returns: the exit status; `nil` if a signal ended it, or it did not end within a minute.
    public func waitForEnd() -> Int32? {
        var information = siginfo_t()
        for _ in 0..<6000 {
            // The end of this object waits for it.
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
