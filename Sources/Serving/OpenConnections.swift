/// The connections that a server has open, of which there are at most so many.
///
/// A reference type because the connections of a server share it; all of it happens on one event loop.
final class OpenConnections {
    private let limit: Int
    /// Those that are open, by number; the longest open one has the lowest.
    private var connections: [Int: Connection] = [:]
    private var last = 0

    /// Makes an empty list.
    init(limit: Int) { self.limit = limit }

    /// Takes a connection in; where there are too many, the one is closed that waits longest for a request.
    ///
    /// - Returns: its number; `nil` where all others are being answered.
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

    /// Forgets a connection that is closed.
    func remove(_ number: Int) { connections[number] = nil }
}
