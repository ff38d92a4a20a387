/// The cache no longer holds something as it was written.
public struct CacheDamage: Error, Sendable, CustomStringConvertible {
    /// What is missing or different.
    public let description: String

    /// Makes the error.
    public init(_ description: String) { self.description = description }
}
