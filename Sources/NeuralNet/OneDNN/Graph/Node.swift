/// An operation of a network made for one part of a batch, with its tensors in the layouts its kernels want.
protocol Node: AnyObject {
    /// The result of ``forward(_:)``.
    var output: Activation { get }

    /// How the features of the output lie that came from images, where that is not PyTorch's order.
    var featureOrder: Layout? { get }

    /// Computes the output from the values that the node was made with.
    func forward(_ pass: Pass) throws(NetworkError)

    /// Called where a stage ends with the node, when all parts of the thread's share have passed it.
    func finishForward(_ share: BatchShare) throws(NetworkError)

    /// Prepares the way back.
    ///
    /// - Parameters:
    ///   - outputGradient: where the loss's derivative by the output will stand.
    ///   - isNeeded: for each input, whether anything before it is trained.
    /// - Returns: for each input, where the derivative by it will stand after ``backward(_:)``; `nil` where it is not
    ///   needed.
    func prepareBackward(
        _ outputGradient: Activation, inputGradients isNeeded: [Bool]
    ) throws(NetworkError) -> [Activation?]

    /// Computes the derivatives by the parameters and the inputs from the derivative by the output.
    ///
    /// The parameters' derivatives of the first part are stored, those of the further ones added.
    func backward(_ pass: Pass) throws(NetworkError)

    /// Called where a stage begins with the node, when all parts of the thread's share have passed it backward.
    func finishBackward(_ share: BatchShare) throws(NetworkError)
}

extension Node {
    var featureOrder: Layout? { nil }
    func finishForward(_ share: BatchShare) throws(NetworkError) {}
    func finishBackward(_ share: BatchShare) throws(NetworkError) {}
}

/// A node of one input.
protocol UnaryNode: Node {
    /// Prepares the way back; see ``Node/prepareBackward(_:inputGradients:)``.
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

/// What is particular to one pass through the network.
struct Pass {
    /// The number of training steps before this one: what dropout's random numbers depend on.
    let step: Int

    /// What the thread has of the batch.
    let share: BatchShare

    /// Which part of the share, from 0.
    let part: Int

    /// The images of the part; what stands behind them in its tensors counts nothing.
    let images: Int
}

/// What a node computes with.
struct NodeContext {
    /// What its kernels run on.
    let device: Device

    /// The thread that it works for, from 0.
    let thread: Int

    /// The number of threads.
    let threads: Int

    /// The number of parts that its batch is computed in.
    let parts: Int

    /// Whether it will be trained.
    let isTrained: Bool

    /// How values between layers are kept.
    let precision: ElementType

    /// What random numbers depend on.
    let seed: UInt64
}
