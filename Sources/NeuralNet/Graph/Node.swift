/// A layer made for one batch size, with its tensors in the layouts its kernels want.
protocol Node: AnyObject {
    /// The result of ``forward(_:)``.
    var output: Memory { get }

    /// Computes the output from the tensor that the node was made with.
    func forward(_ pass: Pass) throws(NetworkError)

    /// Prepares the way back.
    ///
    /// - Parameters:
    ///   - outputGradient: where the loss's derivative by the output will stand.
    ///   - needsInputGradient: whether anything before this layer is trained.
    /// - Returns: where the derivative by the input will stand after ``backward(_:)``; `nil` where it is not needed.
    func prepareBackward(
        _ outputGradient: Memory, needsInputGradient: Bool
    ) throws(NetworkError) -> Memory?

    /// Computes the derivatives by the parameters and the input from the derivative by the output.
    func backward(_ pass: Pass) throws(NetworkError)
}

/// What is particular to one pass through the network.
struct Pass {
    /// The number of training steps before this one: what dropout's random numbers depend on.
    let step: Int
}
