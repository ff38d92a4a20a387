/// An error of computing a network.
public enum NetworkError: Error, Sendable, Hashable {
    /// The kernel library refused an operation.
    case primitive(operation: String, status: String, shapes: [String])

    /// The engine does not support the layer of this name.
    case layer(String)

    /// The system does not allow that many threads.
    case threads(wanted: Int, allowed: Int)

    /// Another thread failed that this one waited for.
    case abandoned

    /// The network does not fit into memory; both numbers in bytes.
    case memory(needed: Int, available: Int)

    /// The loss is not finite.
    case diverged(epoch: Int, step: Int, learningRate: Double)

    /// Parameters do not fit the architecture.
    case parameters(String)

    /// Images or labels do not fit the architecture.
    case data(String)
}

extension NetworkError: CustomStringConvertible {
    /// What happened, and what to do next where that helps.
    public var description: String {
        switch self {
        case .primitive(let operation, let status, let shapes):
            "oneDNN failed at '\(operation)' (\(status))"
                + (shapes.isEmpty ? "" : " for " + shapes.joined(separator: ", "))
        case .layer(let name): "a network with '\(name)' cannot be computed here"
        case .threads(let wanted, let allowed):
            "\(wanted) threads were requested, but the system allows only \(allowed): use fewer"
        case .abandoned: "another thread failed"
        case .memory(let needed, let available):
            "the network needs about \(needed >> 20) MiB, but the machine has \(available >> 20) MiB: "
                + "make it smaller, or its batches"
        case .diverged(let epoch, let step, let learningRate):
            "the loss is no longer a number in epoch \(epoch), step \(step), at a learning rate of \(Self.short(learningRate)); try a lower one"
        case .parameters(let message), .data(let message): message
        }
    }

    /// A number in the digits that tell single-precision numbers apart, without the rest of its computation.
    private static func short(_ number: Double) -> String {
        let single = Float(number)
        return single.isFinite && single != 0 ? "\(single)" : "\(number)"
    }
}
