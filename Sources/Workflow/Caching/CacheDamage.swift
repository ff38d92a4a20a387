/// The cache no longer holds something as it was written.
public struct CacheDamage: Error, Sendable, CustomStringConvertible {
    /// What is missing or different.
    public let description: String

    /// Makes the error.
    public init(_ description: String) { self.description = description }
}

/// A folder that is to be a cache was not made as one, but holds folders of the same names.
///
/// Nothing is written to it or removed from it.
public struct ForeignFolder: Error, Sendable, CustomStringConvertible {
    /// The folder.
    public let path: String

    /// What is the matter.
    public var description: String {
        "'\(path)' was not made as a cache and holds files of something else; name another folder"
    }
}
