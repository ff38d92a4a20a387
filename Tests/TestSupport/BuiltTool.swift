public import Foundation

/// The built executable in a folder of its own, as a user with an empty home and no network would run it.
///
/// It is the one named by `STEPBOOK_EXECUTABLE`, otherwise the release build of the package.
public struct BuiltTool: Sendable {
    /// The outcome of a command.
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

    /// The folder it runs in; `home` and `cache` in it are the user's.
    public let folder: TemporaryFolder

    /// Makes a folder to run it in.
    public init() throws {
        folder = try TemporaryFolder()
        for name in ["home", "cache"] {
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: name), withIntermediateDirectories: true)
        }
    }

    /// The executable.
    public static var executable: URL {
        if let path = ProcessInfo.processInfo.environment["STEPBOOK_EXECUTABLE"], !path.isEmpty {
            return URL(filePath: path)
        }
        return packageFolder.appending(path: ".build/release/stepbook")
    }

    /// A program that the package builds for its tests, beside the executable.
    public static func program(_ name: String) -> URL {
        packageFolder.appending(path: ".build/release/\(name)")
    }

    /// The folder of the package.
    public static var packageFolder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - environment: variables added to the minimal environment of every command.
    ///   - launcher: a command that starts the executable: `unshare -n`.
    ///   - interruption: a text in the messages after which the user presses Ctrl-C.
    ///   - end: a text in the messages after which it is killed, as in a power failure.
    @discardableResult
    public func run(
        _ arguments: String..., environment: [String: String] = [:], launcher: [String] = [],
        interruptedAfter interruption: String? = nil, killedAfter end: String? = nil
    ) throws -> Outcome {
        try run(
            list: arguments, environment: environment, launcher: launcher,
            signal: interruption.map { (SIGINT, $0) } ?? end.map { (SIGKILL, $0) })
    }

    /// Runs a command whose words are in a list.
    ///
    /// - Parameter program: what is run; `nil` for the executable.
    @discardableResult
    public func run(
        list arguments: [String], of program: URL? = nil, environment: [String: String] = [:],
        launcher: [String] = [], signal: (number: Int32, after: String)? = nil
    ) throws -> Outcome {
        let outcome = try ChildProcess.run(
            launcher + [(program ?? Self.executable).path] + arguments,
            environment: basicEnvironment.merging(environment) { $1 }, in: folder.path,
            signal: signal)
        return Outcome(
            status: outcome.status, output: outcome.output, messages: outcome.messages,
            processorSeconds: outcome.processorSeconds)
    }

    /// Starts a command that runs until it is stopped, in the same environment.
    public func start(_ arguments: String...) throws -> RunningTool { try start(list: arguments) }

    /// Starts a command whose words are in a list.
    ///
    /// - Parameter environment: variables added to the minimal environment of every command.
    public func start(
        list arguments: [String], environment: [String: String] = [:]
    ) throws -> RunningTool {
        try RunningTool(
            ["-C", folder.path, Self.executable.path] + arguments,
            environment: basicEnvironment.merging(environment) { $1 })
    }

    /// An environment that inherits only the search path. The proxy is a port on which nobody
    /// listens, so that nothing is fetched even with a network.
    private var basicEnvironment: [String: String] {
        let own = ProcessInfo.processInfo.environment
        var environment = ["HOME": folder.path + "/home", "XDG_CACHE_HOME": folder.path + "/cache"]
        for name in ["PATH", "LD_LIBRARY_PATH"] { environment[name] = own[name] }
        for name in ["http_proxy", "https_proxy", "all_proxy"] { environment[name] = "http://127.0.0.1:1" }
        return environment
    }
}
