import NIOCore

/// Counts what comes before a request's body, whatever it is, so that nothing is gathered without end.
final class HeadGuard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: Connection
    private let limit: Int
    private var count = 0

    init(_ connection: Connection, limit: Int) {
        self.connection = connection
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
        // What has become a request is none of it.
        count = connection.isWaiting ? count + bytes : 0
        if count > limit { connection.refuseHead() }
    }
}
