/// An error: the cache no longer holds the bytes that were written.
public struct CacheDamage: Error, Sendable, CustomStringConvertible {
    /// What is missing or different.
    public let description: String

    /// Makes the error.
    public init(_ description: String) { self.description = description }
}

/// An error: the folder given as the cache was not created as one, but contains folders of the same names.
///
/// Nothing is written to it or removed from it.
public struct ForeignFolder: Error, Sendable, CustomStringConvertible {
    /// The folder.
    public let path: String

    /// The message.
    public var description: String {
        "'\(path)' is not a cache and holds other files; name another folder"
    }
}
