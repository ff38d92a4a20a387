import Foundation
import Glibc
import TestSupport

/// A headless Chromium, controlled by its DevTools protocol over a pair of pipes.
///
/// A reference type because it owns a process and its pipes, which end with it.
final class Browser {
    /// A failure of the browser.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The console messages and requests since the last look.
    private(set) var consoleMessages: [String] = []
    private(set) var requests: [String] = []

    private let process: pid_t
    private let input: Int32
    private let output: Int32
    private let folder: URL
    private var received: [UInt8] = []
    private var lastMessage = 0
    private var session: String?
    private var isLoaded = false

    /// The program's path; `nil` if there is none on `PATH`.
    static var program: String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/chromium" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Whether there is a browser; if not, that is noted once.
    static let isThere = SkipLog.allows("browser/chromium", program != nil, "no chromium on PATH")

    /// Starts the browser with an empty page.
    init() throws {
        guard let program = Self.program else { throw Failure(description: "no chromium on PATH") }
        var commands: [Int32] = [0, 0]
        var answers: [Int32] = [0, 0]
        guard pipe(&commands) == 0, pipe(&answers) == 0 else {
            throw Failure(description: "no pipe: \(errno)")
        }
        // The child reads commands at 3 and answers at 4; the pipes are first moved away from those numbers.
        let reading = fcntl(commands[0], F_DUPFD, 10)
        let writing = fcntl(answers[1], F_DUPFD, 10)
        input = fcntl(commands[1], F_DUPFD_CLOEXEC, 10)
        output = fcntl(answers[0], F_DUPFD_CLOEXEC, 10)
        for descriptor in commands + answers { close(descriptor) }
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "stepbook-browser-\(UUID().uuidString)")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, reading, 3)
        posix_spawn_file_actions_adddup2(&actions, writing, 4)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let arguments = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--remote-debugging-pipe", "--user-data-dir=\(folder.path)",
        ]
        var child: pid_t = 0
        var pointers = arguments.map { strdup($0) } + [nil]
        let status = posix_spawn(&child, program, &actions, nil, &pointers, environ)
        for pointer in pointers { free(pointer) }
        posix_spawn_file_actions_destroy(&actions)
        close(reading)
        close(writing)
        process = child
        guard status == 0 else { throw Failure(description: "chromium does not start: \(status)") }
        let target = try call("Target.createTarget", ["url": "about:blank"])
        let attached = try call(
            "Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
        session = attached["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log", "Network"] { try call("\(domain).enable") }
    }

    deinit {
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(input)
        close(output)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Opens a page and waits until it is loaded.
    ///
    /// - Parameter isScripted: whether the page's script runs, and is waited for.
    func open(_ page: URL, isScripted: Bool = true) throws {
        (consoleMessages, requests, isLoaded) = ([], [], false)
        try call("Page.navigate", ["url": page.absoluteString])
        while !isLoaded { try receive() }
        guard isScripted else { return }
        // What the page does after it was loaded must be seen too.
        _ = try evaluate("new Promise(done => setTimeout(() => requestAnimationFrame(() => done(1)), 50))")
    }

    /// Sets the window's size, the theme that the system prefers, and whether the page is laid out for paper.
    func show(width: Int, theme: String, isPrinted: Bool = false) throws {
        try call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false])
        try call(
            "Emulation.setEmulatedMedia",
            [
                "media": isPrinted ? "print" : "",
                "features": [["name": "prefers-color-scheme", "value": theme]],
            ])
    }

    /// The value of a script's expression, a promise awaited.
    func evaluate(_ expression: String) throws -> Any? {
        let answer = try call(
            "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
        if let problem = answer["exceptionDetails"] {
            throw Failure(description: "\(expression): \(problem)")
        }
        return (answer["result"] as? [String: Any])?["value"]
    }

    /// The strings of a script's expression.
    func texts(_ expression: String) throws -> [String] { try evaluate(expression) as? [String] ?? [] }

    /// Presses and releases a key.
    func press(_ key: String, code: Int, text: String? = nil) throws {
        for kind in ["keyDown", "keyUp"] {
            var event: [String: Any] = ["type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code]
            if kind == "keyDown", let text { event["text"] = text }
            try call("Input.dispatchKeyEvent", event)
        }
        // Not by a timer of the page's, which stands still without scripts.
        Thread.sleep(forTimeInterval: 1)
    }

    /// Calls a method of the protocol.
    @discardableResult
    func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        lastMessage += 1
        let number = lastMessage
        var message: [String: Any] = ["id": number, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        var bytes = [UInt8](try JSONSerialization.data(withJSONObject: message)) + [0]
        while !bytes.isEmpty {
            let count = write(input, bytes, bytes.count)
            guard count > 0 else { throw Failure(description: "chromium does not listen: \(errno)") }
            bytes.removeFirst(count)
        }
        while true {
            guard let answer = try receive(), answer["id"] as? Int == number else { continue }
            if let problem = answer["error"] { throw Failure(description: "\(method): \(problem)") }
            return answer["result"] as? [String: Any] ?? [:]
        }
    }

    /// The next message; events before it are recorded.
    @discardableResult
    private func receive() throws -> [String: Any]? {
        while !received.contains(0) {
            var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 60_000) == 1 else {
                throw Failure(description: "chromium does not answer")
            }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(output, &buffer, buffer.count)
            guard count > 0 else { throw Failure(description: "chromium has ended") }
            received += buffer.prefix(count)
        }
        let end = received.firstIndex(of: 0) ?? received.endIndex
        let message = try JSONSerialization.jsonObject(with: Data(received[..<end])) as? [String: Any]
        received.removeSubrange(...end)
        if let message { note(message) }
        return message
    }

    private func note(_ message: [String: Any]) {
        let parameters = message["params"] as? [String: Any] ?? [:]
        switch message["method"] as? String {
        case "Page.loadEventFired": isLoaded = true
        case "Runtime.consoleAPICalled", "Log.entryAdded", "Runtime.exceptionThrown":
            consoleMessages.append("\(parameters)")
        case "Network.requestWillBeSent":
            let request = parameters["request"] as? [String: Any]
            if let address = request?["url"] as? String, !address.hasPrefix("data:") {
                requests.append(address)
            }
        default: break
        }
    }
}
