/// A layer made for one part of a batch, with its tensors in the layouts its kernels want.
protocol Node: AnyObject {
    /// The result of ``forward(_:)``.
    var output: Activation { get }

    /// Whether the node has parameters.
    var isWeighted: Bool { get }

    /// Computes the output from the values that the node was made with.
    func forward(_ pass: Pass) throws(NetworkError)

    /// Prepares the way back.
    ///
    /// - Parameters:
    ///   - outputGradient: where the loss's derivative by the output will stand.
    ///   - needsInputGradient: whether anything before this layer is trained.
    /// - Returns: where the derivative by the input will stand after ``backward(_:)``; `nil` where it is not needed.
    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation?

    /// Computes the derivatives by the parameters and the input from the derivative by the output.
    ///
    /// The parameters' derivatives of the first part are stored, those of the further ones added.
    func backward(_ pass: Pass) throws(NetworkError)
}

extension Node {
    var isWeighted: Bool { false }
}

/// What is particular to one pass through the network.
struct Pass {
    /// The number of training steps before this one: what dropout's random numbers depend on.
    let step: Int

    /// Which part of the batch, from 0.
    var part = 0
}

/// Where a node belongs.
struct Place {
    /// What its kernels run on.
    let device: Device

    /// The member of the team that it works for, from 0.
    let lane: Int

    /// The number of parts that its batch is computed in.
    let parts: Int

    /// Whether it will be trained.
    let isTrained: Bool

    /// How values between layers are kept.
    let precision: ElementType
}
