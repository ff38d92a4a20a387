/// A server's open connections, up to a limit.
///
/// A reference type because the connections of a server share it; it is used on one event loop only.
final class OpenConnections {
    private let limit: Int
    /// The open connections by number; the oldest one has the lowest.
    private var connections: [Int: Connection] = [:]
    private var last = 0

    /// Makes an empty list.
    init(limit: Int) { self.limit = limit }

    /// Adds a connection; if there are too many, closes the one that has been waiting longest for a request.
    ///
    /// - Returns: its number; `nil` if all others are being answered.
    func add(_ connection: Connection) -> Int? {
        if connections.count >= limit {
            let waiting = connections.filter(\.value.isWaiting).min { $0.key < $1.key }
            guard let waiting else { return nil }
            remove(waiting.key)
            waiting.value.close()
        }
        last += 1
        connections[last] = connection
        return last
    }

    /// Removes a closed connection.
    func remove(_ number: Int) { connections[number] = nil }
}
