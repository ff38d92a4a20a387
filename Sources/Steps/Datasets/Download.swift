import Foundation
import FoundationNetworking
import Synchronization
import Workflow

/// Downloads a file of known size over HTTP, resuming an earlier attempt.
///
/// The bytes go to a file beside the target, named `.part`; the caller checks and moves it.
final class Download: NSObject, URLSessionDataDelegate {
    private let url: String
    private let bytes: Int
    private let partPath: String
    private let context: StepContext
    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)

    private struct State {
        var file: FileHandle?
        var received = 0
        var problem: DownloadProblem?
        var isFinished = false
    }

    /// Makes a download.
    ///
    /// - Parameters:
    ///   - bytes: the file's size; a larger response is refused.
    ///   - path: the file's final path.
    init(url: String, bytes: Int, to path: String, context: StepContext) {
        self.url = url
        self.bytes = bytes
        partPath = Self.partPath(of: path)
        self.context = context
    }

    /// The path of the incomplete file.
    static func partPath(of path: String) -> String { path + ".part" }

    /// Downloads the file.
    ///
    /// - Returns: its bytes, of which only the number is checked.
    /// - Throws: ``DownloadProblem``, or `CancellationError` if the user interrupts.
    func run() throws -> Data {
        guard let address = URL(string: url) else { throw DownloadProblem("not an address") }
        let already: Int
        do {
            already = try openPart()
        } catch {
            throw DownloadProblem("'\(partPath)' cannot be written: \(error.reason)")
        }
        if already < bytes { try fetch(address, from: already) }
        let data = try Data(contentsOf: URL(filePath: partPath))
        guard data.count == bytes else {
            throw DownloadProblem("broke off after \(data.count) of \(bytes) bytes")
        }
        return data
    }

    /// A transfer error in words.
    private static func words(for error: any Error) -> String {
        switch (error as? URLError)?.code {
        case .timedOut?: "no answer in time"
        case .cannotFindHost?, .dnsLookupFailed?: "the server's name is not known here"
        case .cannotConnectToHost?: "the server cannot be reached"
        case .networkConnectionLost?: "the connection broke off"
        case .notConnectedToInternet?: "there is no network"
        case let code?: "the transfer failed (error \(code.rawValue) of the network)"
        case nil: error.reason
        }
    }

    private func openPart() throws -> Int {
        let folder = URL(filePath: partPath).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: partPath) { try Data().write(to: URL(filePath: partPath)) }
        let file = try FileHandle(forUpdating: URL(filePath: partPath))
        var count = Int(try file.seekToEnd())
        if count > bytes {
            try file.truncate(atOffset: 0)
            count = 0
        }
        state.withLock {
            $0.file = file
            $0.received = count
        }
        return count
    }

    private func fetch(_ address: URL, from start: Int) throws {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 20
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        defer { session.invalidateAndCancel() }
        var request = URLRequest(url: address)
        // The files are compressed already, and their size must match.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        if start > 0 { request.setValue("bytes=\(start)-", forHTTPHeaderField: "Range") }
        let task = session.dataTask(with: request)
        task.resume()
        while done.wait(timeout: .now() + .milliseconds(200)) == .timedOut {
            do {
                try context.checkCancellation()
            } catch {
                task.cancel()
                throw error
            }
            report(address.lastPathComponent)
        }
        try state.withLock { state in
            try state.file?.close()
            if let problem = state.problem { throw problem }
        }
        report(address.lastPathComponent)
    }

    /// Reports the progress.
    private func report(_ name: String) {
        let received = state.withLock { $0.received }
        context.report(
            Progress(
                "fetching \(name)", fraction: Double(received) / Double(bytes),
                details: [.init("of \(NumberText.bytes(bytes))", NumberText.bytes(received))]))
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        let isAccepted = state.withLock { state in
            switch status {
            case 206: return true
            case 200:
                // The server does not support ranges: start over.
                state.received = 0
                return (try? state.file?.truncate(atOffset: 0)) != nil
            default:
                // The range is beyond the end: the partial file belongs to another file.
                if status == 416 { try? state.file?.truncate(atOffset: 0) }
                state.problem = DownloadProblem("the server answers \(status)")
                return false
            }
        }
        completionHandler(isAccepted ? .allow : .cancel)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        state.withLock { state in
            guard state.problem == nil else { return }
            guard state.received + data.count <= bytes else {
                state.problem = DownloadProblem("the server sends more than the \(bytes) bytes published")
                // It is another file, so it must not be resumed.
                try? state.file?.truncate(atOffset: 0)
                dataTask.cancel()
                return
            }
            do {
                try state.file?.write(contentsOf: data)
                state.received += data.count
            } catch {
                state.problem = DownloadProblem(
                    "'\(partPath)' cannot be written: \(error.reason)")
                dataTask.cancel()
            }
        }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        state.withLock { state in
            if let error, state.problem == nil { state.problem = DownloadProblem(Self.words(for: error)) }
        }
        done.signal()
    }
}

/// Why a file could not be downloaded.
struct DownloadProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
