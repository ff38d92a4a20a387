import NIOCore

/// Limits the number of bytes before a request's body, so that the parser does not buffer without end.
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
        // Bytes of a parsed request do not count.
        count = connection.isWaiting ? count + bytes : 0
        if count > limit { connection.refuseHead() }
    }
}
