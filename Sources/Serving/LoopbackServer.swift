import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A server for a browser on this machine, reachable only over the loopback interface.
///
/// Together with ``Connection`` and ``OpenConnections``, the only place that uses SwiftNIO.
package struct LoopbackServer: Sendable {
    /// The limits on a client's requests: sizes and times.
    package struct Limits: Sendable {
        /// The maximum size of a request's head in bytes.
        package var head = 16_384
        /// The maximum size of a request's body in bytes.
        package var body: Int
        /// The maximum number of open connections.
        package var connections = 100
        /// The seconds within which a request's head must arrive, from the start of the connection or the last answer.
        package var headSeconds = 10.0
        /// The seconds within which the rest of a request must arrive.
        package var bodySeconds = 30.0
        /// The seconds within which the client must receive an answer.
        package var answerSeconds = 30.0
        /// The seconds for which the rest of a refused request is discarded.
        package var endSeconds = 5.0

        /// Makes the default limits.
        package init(body: Int) { self.body = body }
    }

    private let router: Router
    private let port: UInt16
    private let limits: Limits

    /// Makes a server.
    ///
    /// - Parameter port: the port to listen on; 0 for any free one.
    package init(_ router: Router, port: UInt16, limits: Limits) {
        self.router = router
        self.port = port
        self.limits = limits
    }

    /// Serves until stopped.
    ///
    /// - Parameters:
    ///   - isStopped: whether to stop, called ten times a second.
    ///   - began: called with the address once the server accepts requests.
    /// - Throws: ``ServingProblem`` if it cannot listen.
    package func run(
        until isStopped: @escaping @Sendable () -> Bool, began: @escaping @Sendable (String) throws -> Void
    ) async throws {
        let connections = try Self.possible(limits.connections)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let channel = try await listen(on: group, connections: connections)
            try began("http://127.0.0.1:\(channel.localAddress?.port ?? Int(port))/")
            while !isStopped(), channel.isActive { try await Task.sleep(for: .milliseconds(100)) }
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        // Closes all connections, whatever they wait for.
        try? await group.shutdownGracefully()
    }

    private func listen(
        on group: MultiThreadedEventLoopGroup, connections: Int
    ) async throws -> any Channel {
        let loop = group.next()
        let open = NIOLoopBoundBox.makeBoxSendingValue(
            OpenConnections(limit: connections), eventLoop: loop)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [router, limits] channel in
                channel.eventLoop.makeCompletedFuture {
                    let connection = Connection(router, limits, channel: channel, among: open.value)
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(HeadGuard(connection, limit: limits.head))
                    var parsing = NIOHTTPDecoderLimitConfiguration()
                    parsing.maxHeaderFieldSize = limits.head
                    parsing.maxHeaderListSize = limits.head
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: false, withErrorHandling: false,
                        withEncoderConfiguration: .init(), withDecoderLimitConfiguration: parsing)
                    try pipeline.addHandler(connection)
                }
            }
        do {
            return try await bootstrap.bind(host: "127.0.0.1", port: Int(port)).get()
        } catch {
            throw ServingProblem(error, port: port)
        }
    }

    /// The number of files that the program has open beside its connections.
    private static let ownFiles = 32

    /// The minimum number of connections to serve a browser's page well.
    private static let fewestConnections = 32

    /// The number of connections that the system's limit of open files allows.
    ///
    /// - Throws: ``ServingProblem`` if it allows too few: a connection that cannot be accepted would be retried in a
    ///   busy loop.
    private static func possible(_ wanted: Int) throws -> Int {
        var files = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0 else { return wanted }
        let limit = Int(clamping: files.rlim_cur)
        guard limit >= ownFiles + fewestConnections else {
            throw ServingProblem(filesAllowed: limit, needed: ownFiles + fewestConnections)
        }
        return min(wanted, limit - ownFiles)
    }
}

/// Why a server cannot listen.
package struct ServingProblem: Error, Sendable, CustomStringConvertible {
    /// The error message.
    package let description: String

    fileprivate init(filesAllowed: Int, needed: Int) {
        description =
            "a server opens up to \(needed) files at once, and 'ulimit -n' lets it open \(filesAllowed); raise it with 'ulimit -n \(needed)' or more"
    }

    fileprivate init(_ error: any Error, port: UInt16) {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE?:
            description = "port \(port) is taken; name another with --port, or 0 for any that is free"
        case EACCES?:
            description = "port \(port) is reserved for the system; name one from 1024 on with --port"
        case let number?:
            description = "port \(port) cannot be listened on: \(String(cString: strerror(number)))"
        case nil: description = "port \(port) cannot be listened on: \(error)"
        }
    }
}
