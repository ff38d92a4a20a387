import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A server for a browser on this machine; nothing outside of it can reach it.
///
/// With ``Connection`` and ``OpenConnections`` the only place that knows SwiftNIO.
package struct LoopbackServer: Sendable {
    /// How much a client may ask of a server, and how long it may take.
    package struct Limits: Sendable {
        /// The bytes of a request before its body.
        package var head = 16_384
        /// The bytes that a request brings.
        package var body: Int
        /// The connections that are open at once.
        package var connections = 100
        /// Seconds within which a request's head is there, from the connection's beginning or the last answer on.
        package var headSeconds = 10.0
        /// Seconds within which the rest of a request is there.
        package var bodySeconds = 30.0
        /// Seconds within which an answer is taken.
        package var answerSeconds = 30.0
        /// Seconds for which what is left of a refused request is passed over.
        package var endSeconds = 5.0

        /// Makes the usual limits.
        package init(body: Int) { self.body = body }
    }

    private let router: Router
    private let port: UInt16
    private let limits: Limits

    /// Makes a server.
    ///
    /// - Parameter port: where it listens; 0 for any that is free.
    package init(_ router: Router, port: UInt16, limits: Limits) {
        self.router = router
        self.port = port
        self.limits = limits
    }

    /// Serves until it is told to stop.
    ///
    /// - Parameters:
    ///   - isStopped: whether to stop, asked ten times a second.
    ///   - began: told the address once requests are answered.
    /// - Throws: ``ServingProblem`` where it cannot listen.
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
        // Closes all connections, whoever they wait for.
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

    /// The files that the program has open beside its connections.
    private static let ownFiles = 32

    /// The fewest connections that a page in a browser is served well with.
    private static let fewestConnections = 32

    /// The connections that can be open at once where the system lets the program open few files.
    ///
    /// - Throws: ``ServingProblem`` where it lets it open too few: one that is not accepted asks again at once, for ever.
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
    /// What is wrong, in words.
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
            description = "port \(port) is kept for the system; name one from 1024 on with --port"
        case let number?:
            description = "port \(port) cannot be listened on: \(String(cString: strerror(number)))"
        case nil: description = "port \(port) cannot be listened on: \(error)"
        }
    }
}
