/// An operation of a network for one part of a batch, with its tensors in the layouts of its kernels.
protocol Node: AnyObject {
    /// The result of ``forward(_:)``.
    var output: Activation { get }

    /// The layout of the images that the output's features come from, if that is not PyTorch's order.
    var featureOrder: Layout? { get }

    /// Computes the output from the node's inputs.
    func forward(_ pass: Pass) throws(NetworkError)

    /// Called if a stage ends with the node, when all parts of the thread's share have passed it.
    func finishForward(_ share: BatchShare) throws(NetworkError)

    /// Prepares the backward pass.
    ///
    /// - Parameters:
    ///   - outputGradient: the gradient of the loss with respect to the output.
    ///   - isNeeded: for each input, whether anything before it is trained.
    /// - Returns: for each input, its gradient, valid after ``backward(_:)``; `nil` where it is not needed.
    func prepareBackward(
        _ outputGradient: Activation, inputGradients isNeeded: [Bool]
    ) throws(NetworkError) -> [Activation?]

    /// Computes the gradients of the parameters and the inputs from the gradient of the output.
    ///
    /// The first part stores the parameters' gradients, further parts accumulate them.
    func backward(_ pass: Pass) throws(NetworkError)

    /// Called in the backward pass if a stage begins with the node, when all parts of the thread's share have passed it.
    func finishBackward(_ share: BatchShare) throws(NetworkError)
}

extension Node {
    var featureOrder: Layout? { nil }
    func finishForward(_ share: BatchShare) throws(NetworkError) {}
    func finishBackward(_ share: BatchShare) throws(NetworkError) {}
}

/// A node of one input.
protocol UnaryNode: Node {
    /// Prepares the backward pass; see ``Node/prepareBackward(_:inputGradients:)``.
    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation?
}

extension UnaryNode {
    func prepareBackward(
        _ outputGradient: Activation, inputGradients isNeeded: [Bool]
    ) throws(NetworkError) -> [Activation?] {
        [try prepareBackward(outputGradient, needsInputGradient: isNeeded[0])]
    }
}

/// The step and the part of one pass through the network.
struct Pass {
    /// The number of earlier training steps, which dropout's random numbers depend on.
    let step: Int

    /// The thread's share of the batch.
    let share: BatchShare

    /// The part of the share, 0-based.
    let part: Int

    /// The images of the part; further rows of its tensors are surplus.
    let images: Int
}

/// The device, thread and settings of a node.
struct NodeContext {
    /// The device that its kernels run on.
    let device: Device

    /// The thread index, 0-based.
    let thread: Int

    /// The number of threads.
    let threads: Int

    /// The number of parts of the batch.
    let parts: Int

    /// Whether the network is trained, and the node's layer with it.
    let isTrained: Bool

    /// The element type of the values between layers.
    let precision: ElementType

    /// The seed of random numbers.
    let seed: UInt64
}
