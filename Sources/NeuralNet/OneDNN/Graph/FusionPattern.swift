/// Layers one behind the other that one node computes faster than each by its own.
protocol FusionPattern: Node {
    /// How many operations of a chain the node computes, from the first on; `nil` if it does none.
    ///
    /// - Parameters:
    ///   - chain: an operation and those that alone take its result, see ``ComputedGraph/chain(from:count:)``.
    ///   - isFirst: whether the first takes the images, by which no derivative is asked for.
    static func length(in chain: [ComputedGraph.Operation], isFirst: Bool) -> Int?

    /// Makes the node.
    ///
    /// - Parameter chain: as many operations as were said.
    init(_ site: NodeSite, fusing chain: [ComputedGraph.Operation]) throws(NetworkError)
}

/// All patterns, the better ones first.
enum FusionPatterns {
    /// The most operations that any of them computes.
    static let longest = 3

    static var all: [any FusionPattern.Type] { [PooledConvolutionNode.self, WinogradConvolutionNode.self] }
}
