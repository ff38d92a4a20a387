import ArgumentParser
import FoundationEssentials

/// The size to which a command reduces the cache.
struct CacheLimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep no more results than this, dropping the least recently used. (default: STEPBOOK_CACHE_LIMIT, or 5GB)",
            valueName: "size"), transform: ByteCount.init(argument:))
    var cacheLimit: ByteCount?

    func validate() throws {
        guard !variable.isEmpty else { return }
        do {
            _ = try ByteCount(argument: variable)
        } catch {
            throw ValidationError("STEPBOOK_CACHE_LIMIT is '\(variable)'; \(error.message)")
        }
    }

    /// The size: the given one, or that of the environment.
    var limit: ByteCount { cacheLimit ?? (try? ByteCount(argument: variable)) ?? .cacheLimit }

    private var variable: String { ProcessInfo.processInfo.environment["STEPBOOK_CACHE_LIMIT"] ?? "" }
}
