import ArgumentParser

/// An amount of disk space with a unit: `5GB`, `500 MB`; `0` needs none.
struct ByteCount: Sendable {
    let bytes: Int

    /// The default limit of the cache's size.
    static let cacheLimit = ByteCount(bytes: 5_000_000_000)

    private static let units = [("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1)]

    private init(bytes: Int) { self.bytes = bytes }

    /// Reads a number and its unit.
    ///
    /// - Throws: `ValidationError` that says how sizes are written; without a unit nobody knows which was meant, and a
    ///   wrong guess empties a cache.
    init(argument: String) throws(ValidationError) {
        let unit = Self.units.first { argument.lowercased().hasSuffix($0.0.lowercased()) }
        let digits = argument.dropLast(unit?.0.count ?? 0).filter { $0 != " " }
        guard let number = Double(digits), number >= 0, number.isFinite, number * (unit?.1 ?? 1) < 1e18
        else { throw ValidationError("give a size such as '500MB' or '5GB'") }
        guard unit != nil || number == 0 else {
            throw ValidationError("give its unit, such as '\(digits)MB' or '\(digits)GB'")
        }
        bytes = Int((number * (unit?.1 ?? 1)).rounded())
    }
}
