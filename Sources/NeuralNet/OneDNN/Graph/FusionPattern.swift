/// Consecutive layers that one node computes faster than a node for each.
protocol FusionPattern: Node {
    /// The number of operations that the node computes, from the start of a chain; `nil` if the pattern does not match.
    ///
    /// - Parameters:
    ///   - chain: an operation and its only consumers, see ``ComputedGraph/chain(from:count:)``.
    ///   - isFirst: whether the chain starts at the images and needs no input gradient.
    static func length(in chain: [ComputedGraph.Operation], isFirst: Bool) -> Int?

    /// Makes the node.
    ///
    /// - Parameter chain: the operations to fuse, as many as ``length(in:isFirst:)`` returned.
    init(_ site: NodeSite, fusing chain: [ComputedGraph.Operation]) throws(NetworkError)
}

/// All patterns, in order of preference.
enum FusionPatterns {
    /// The length of the longest pattern.
    static let longest = 3

    static var all: [any FusionPattern.Type] { [PooledConvolutionNode.self, WinogradConvolutionNode.self] }
}
