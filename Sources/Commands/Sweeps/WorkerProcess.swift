import FoundationEssentials
import Glibc
import Workflow

/// A worker of a sweep: a process of this program with its pipes.
///
/// A reference type, because it owns a process, which ends with it.
final class WorkerProcess {
    /// Its standard output and standard error, to be watched for what they bring.
    let output: Int32
    let messages: Int32

    /// Whether its standard error has ended.
    private(set) var isSilent = false

    private let process: pid_t
    private var input: Int32
    private var lines = MessageLines()
    private var complaint: [UInt8] = []
    private var end: Int32?

    /// The most bytes kept of what it says on standard error.
    private static let mostComplaint = 4000

    /// Starts a worker.
    ///
    /// - Parameter job: the path of the sweep's job.
    /// - Throws: ``WorldProblem`` if no process can be started.
    init(job: String) throws {
        guard let program = Self.program else {
            throw WorldProblem("the program's own file is not known, so no worker can be started")
        }
        var ends: [[Int32]] = []
        do throws(SystemError) {
            for _ in 0..<3 { ends.append(try Self.pipe()) }
            process = try Self.start(
                [program, SweepWorkerCommand.name, job], input: ends[0][0], output: ends[1][1],
                messages: ends[2][1])
        } catch {
            for end in ends.joined() { close(end) }
            throw WorldProblem(
                "a worker cannot be started: \(SystemWords.words(for: error.number)); try fewer with --jobs")
        }
        for end in [ends[0][0], ends[1][1], ends[2][1]] { close(end) }
        input = ends[0][1]
        output = ends[1][0]
        messages = ends[2][0]
    }

    deinit {
        // Without its input a worker gives up; one that does not is of no use to anybody.
        if end == nil {
            kill()
            _ = waitForEnd()
        }
        closeInput()
        close(output)
        close(messages)
    }

    /// Sends an order. That the worker is not there any more shows where its output ends.
    func send(_ order: WorkerOrder) {
        guard input >= 0 else { return }
        do throws(SystemError) {
            try DescriptorBytes(of: input).write(MessageLines.line(order))
        } catch {
            closeInput()
        }
    }

    /// Tells it to end, as soon as it has no run.
    func closeInput() {
        guard input >= 0 else { return }
        close(input)
        input = -1
    }

    /// Ends it at once.
    func kill() { if end == nil { Glibc.kill(process, SIGKILL) } }

    /// The messages that its output has brought; `nil` once that has ended. One that cannot be read is `nil` itself.
    func reports() -> [WorkerReport?]? {
        guard let bytes = Self.read(output) else { return nil }
        return lines.take(bytes, of: WorkerReport.self)
    }

    /// Takes what it says on standard error.
    func takeComplaint() {
        guard let bytes = Self.read(messages) else {
            isSilent = true
            return
        }
        complaint = Array((complaint + bytes).suffix(Self.mostComplaint))
    }

    /// Waits for its end, after its output has ended.
    ///
    /// - Returns: how it ended, in words, with the last that it said on standard error.
    func waitForEnd() -> String {
        closeInput()
        if end == nil {
            while !isSilent { takeComplaint() }
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            end = status
        }
        let status = end ?? 0
        let signal = status & 0x7F
        let how =
            switch signal {
            case 0: "it ended with status \((status >> 8) & 0xFF)"
            case SIGKILL: "it was killed, as the system does where memory runs out"
            default: "signal \(signal) ended it"
            }
        let said = String(decoding: complaint, as: UTF8.self).split(whereSeparator: \.isNewline).last
        return said.map { "\(how), and said: \($0)" } ?? how
    }

    /// The file of this program, whatever its name was when it was started.
    static let program: String? = {
        guard let pointer = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }()

    private static func pipe() throws(SystemError) -> [Int32] {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw SystemError(number: errno) }
        // A worker gets duplicates; the ends themselves would keep those of other workers open in it.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    private static func start(
        _ command: [String], input: Int32, output: Int32, messages: Int32
    ) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, messages, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Whatever this thread blocks. Signals that this process ignores stay ignored until the worker handles them, so
        // that none ends it before it can.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let environment = ProcessInfo.processInfo.environment.sorted { $0.key < $1.key }
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process: pid_t = 0
        let number = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &variables)
        guard number == 0 else { throw SystemError(number: number) }
        return process
    }

    /// The bytes that are there; `nil` at the end.
    private static func read(_ descriptor: Int32) -> ArraySlice<UInt8>? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        return count > 0 ? buffer.prefix(count) : nil
    }
}
