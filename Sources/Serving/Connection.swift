import Foundation
import NIOCore
import NIOHTTP1

/// A client's connection, which reads and answers one request after the other.
///
/// Each part of a request and of the answer has a time limit; a client that disconnects cancels the work on its answer.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// The state of the connection.
    private enum State {
        /// Waiting for a request's head.
        case waiting
        /// Reading a request's body.
        case reading(HTTPRequestHead, Router.Origin)
        /// Making or sending the answer.
        case answering
        /// The last answer is sent, and the rest of the request is discarded.
        case ending
    }

    private let router: Router
    private let limits: LoopbackServer.Limits
    private let channel: any Channel
    private let others: OpenConnections
    private var number: Int?
    private var state = State.waiting
    /// Whether the request is only for the head of the answer.
    private var isForHead = false
    /// The part of the body received so far.
    private var body = Data()
    private var deadline: Scheduled<Void>?
    private var work: Task<Void, Never>?
    /// Whether data arrived while an answer was being made, after which the connection must end.
    private var isLast = false

    init(
        _ router: Router, _ limits: LoopbackServer.Limits, channel: any Channel, among others: OpenConnections
    ) {
        self.router = router
        self.limits = limits
        self.channel = channel
        self.others = others
    }

    /// Whether no request has arrived yet.
    var isWaiting: Bool { if case .waiting = state { true } else { false } }

    /// Closes the connection.
    func close() { channel.close(promise: nil) }

    func channelActive(context: ChannelHandlerContext) {
        number = others.add(self)
        guard number != nil else {
            return send(.problem(.unavailable, "too many requests are being answered"), keepsAlive: false)
        }
        expect(within: limits.headSeconds)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        work?.cancel()
        if let number { others.remove(number) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, isWaiting else { return close() }
        guard error != .headerOverflow else { return refuseHead() }
        send(.problem(.badRequest, "this is not a valid HTTP request"), keepsAlive: false)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), .waiting): begin(head)
        case (.body(let part), .reading):
            guard body.count + part.readableBytes <= limits.body else { return refuseBody() }
            body.append(contentsOf: part.readableBytesView)
        case (.end, .reading(let head, let origin)): answer(head, origin)
        case (.end, .ending): close()
        case (.head, .answering): isLast = true
        default: break
        }
    }
}

// MARK: Requests

extension Connection {
    private func begin(_ head: HTTPRequestHead) {
        isForHead = head.method == .HEAD
        let origin = Router.Origin(
            host: head.headers.first(name: "Host"), origin: head.headers.first(name: "Origin"))
        let port = UInt16(clamping: channel.localAddress?.port ?? 0)
        if let refusal = router.refusal(
            of: head.method.rawValue, path: Self.path(of: head.uri), from: origin, port: port)
        {
            return send(refusal, to: origin, keepsAlive: false)
        }
        let length = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        guard length <= limits.body else { return refuseBody() }
        state = .reading(head, origin)
        expect(within: limits.bodySeconds)
        if head.headers.first(name: "Expect")?.lowercased() == "100-continue" {
            let go = HTTPResponseHead(version: head.version, status: .continue)
            channel.writeAndFlush(HTTPServerResponsePart.head(go), promise: nil)
        }
    }

    private func answer(_ head: HTTPRequestHead, _ origin: Router.Origin) {
        state = .answering
        deadline?.cancel()
        let request = Request(
            address: "http://\(origin.host ?? "")/", method: head.method.rawValue,
            path: Self.path(of: head.uri), query: Self.query(of: head.uri), body: body)
        body = Data()
        let own = NIOLoopBound(self, eventLoop: channel.eventLoop)
        work = Task { [router, loop = channel.eventLoop] in
            let response = await router.response(to: request)
            guard !Task.isCancelled else { return }
            loop.execute {
                own.value.send(response, to: origin, keepsAlive: head.isKeepAlive && !own.value.isLast)
            }
        }
    }

    /// Refuses a request whose head is too long.
    func refuseHead() {
        send(
            .problem(.headTooLarge, "the head of a request has at most \(limits.head) bytes"),
            keepsAlive: false)
    }

    private func refuseBody() {
        send(.problem(.tooLarge, "a request brings at most \(limits.body) bytes"), keepsAlive: false)
    }

    private static func path(of target: String) -> String {
        String(target.prefix { $0 != "?" && $0 != "#" })
    }

    private static func query(of target: String) -> [String: String] {
        let items = URLComponents(string: target)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { _, later in later }
    }
}

// MARK: Answers

extension Connection {
    /// Sends an answer, of HEAD without its body but with all headers.
    ///
    /// - Parameter keepsAlive: whether another request may follow; otherwise the connection ends, and the rest of this
    ///   request is read and discarded, because a client that is cut off while sending never sees the answer.
    private func send(_ response: Response, to origin: Router.Origin? = nil, keepsAlive: Bool) {
        let isComplete = if case .answering = state { true } else { false }
        state = keepsAlive ? .answering : .ending
        expect(within: limits.answerSeconds)
        var headers: HTTPHeaders = [
            "Content-Type": response.type, "Content-Length": String(response.body.count),
            "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        ]
        if !response.allowed.isEmpty {
            headers.add(name: "Allow", value: response.allowed.joined(separator: ", "))
        }
        if let page = router.allowedOrigin, origin?.origin == page {
            headers.add(name: "Access-Control-Allow-Origin", value: page)
            headers.add(name: "Access-Control-Allow-Headers", value: "Content-Type")
        }
        headers.add(name: "Connection", value: keepsAlive ? "keep-alive" : "close")
        let head = HTTPResponseHead(
            version: .http1_1, status: response.status.status, headers: headers)
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        // A body would be read as the beginning of the next answer.
        if !isForHead {
            channel.write(
                HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: response.body))), promise: nil)
        }
        let own = NIOLoopBound(self, eventLoop: channel.eventLoop)
        channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
            own.value.sent(keepsAlive: keepsAlive, isComplete: isComplete)
        }
    }

    private func sent(keepsAlive: Bool, isComplete: Bool) {
        guard keepsAlive else {
            guard !isComplete else { return close() }
            channel.close(mode: .output, promise: nil)
            return expect(within: limits.endSeconds)
        }
        guard !isLast else { return close() }
        state = .waiting
        isForHead = false
        expect(within: limits.headSeconds)
    }

    /// Closes the connection unless something happens within some seconds.
    private func expect(within seconds: Double) {
        deadline?.cancel()
        let own = NIOLoopBound(self, eventLoop: channel.eventLoop)
        deadline = channel.eventLoop.scheduleTask(in: .milliseconds(Int64(seconds * 1000))) {
            own.value.close()
        }
    }
}

extension Response.Status {
    /// The status with its reason phrase of RFC 9110.
    fileprivate var status: HTTPResponseStatus {
        self == .tooLarge
            ? .custom(code: 413, reasonPhrase: "Content Too Large") : HTTPResponseStatus(statusCode: rawValue)
    }
}
