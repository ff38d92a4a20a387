import ArgumentParser

/// An amount of disk space with a unit: `5GB`, `500 MB`, `0`.
struct ByteCount: ExpressibleByArgument {
    let bytes: Int

    /// The default limit of the cache's size.
    static let cacheLimit = ByteCount(bytes: 5_000_000_000)

    private static let units = [("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1)]

    private init(bytes: Int) { self.bytes = bytes }

    /// Reads a number and its unit; bytes if there is none.
    init?(argument: String) {
        let unit = Self.units.first { argument.lowercased().hasSuffix($0.0.lowercased()) }
        let digits = argument.dropLast(unit?.0.count ?? 0).filter { $0 != " " }
        guard let number = Double(digits), number >= 0, number.isFinite, number * (unit?.1 ?? 1) < 1e18
        else { return nil }
        bytes = Int((number * (unit?.1 ?? 1)).rounded())
    }
}
