/// A pure function of scalars: the same arguments give the same value at once, so it is never cached.
public struct Function: Sendable {
    /// Name, parameters and result.
    public let signature: Signature

    /// The value for arguments by parameter name, already of the declared types.
    public let evaluate: @Sendable ([String: Value]) -> Value

    /// Makes a function.
    public init(_ signature: Signature, evaluate: @escaping @Sendable ([String: Value]) -> Value) {
        self.signature = signature
        self.evaluate = evaluate
    }
}
