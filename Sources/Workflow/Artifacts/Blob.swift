public import FoundationEssentials
import Synchronization

/// Bytes identified by their content hash, in memory or in the cache.
///
/// Bytes in the cache are read, and checked against the hash, on first access. A reference type, so that everyone who
/// shares the bytes shares one read.
public final class Blob: Sendable {
    private enum State {
        case loaded(Data)
        case stored(@Sendable () throws -> Data)
    }

    /// The SHA-256 of the bytes.
    public let hash: ContentHash

    /// The number of bytes.
    public let count: Int

    private let state: Mutex<State>

    /// Makes a blob from bytes in memory.
    public init(_ data: Data) {
        hash = ContentHash(of: data)
        count = data.count
        state = Mutex(.loaded(data))
    }

    /// Makes a blob whose bytes are read on first access.
    init(hash: ContentHash, count: Int, reading: @escaping @Sendable () throws -> Data) {
        self.hash = hash
        self.count = count
        state = Mutex(.stored(reading))
    }

    /// Whether the bytes are in memory.
    var isLoaded: Bool {
        state.withLock { state in
            if case .loaded = state { true } else { false }
        }
    }

    /// The bytes.
    ///
    /// - Throws: ``CacheDamage`` if the cache no longer has them unchanged.
    public func data() throws -> Data {
        try state.withLock { state in
            switch state {
            case .loaded(let data): return data
            case .stored(let read):
                let data = try read()
                state = .loaded(data)
                return data
            }
        }
    }
}
