/// What can go wrong while a network computes.
public enum NetworkError: Error, Sendable, Hashable {
    /// The kernel library refused an operation.
    case primitive(operation: String, status: String, shapes: [String])

    /// The engine does not compute a layer of this name.
    case layer(String)

    /// The threads asked for are not to be had.
    case threads(wanted: Int, allowed: Int)

    /// Another thread failed, which this one waited for.
    case abandoned

    /// The network does not fit into the machine's memory.
    case memory(needed: Int, available: Int)

    /// The loss is no longer a number.
    case diverged(epoch: Int, step: Int)

    /// Parameters do not fit the architecture.
    case parameters(String)

    /// Images or labels do not fit the architecture.
    case data(String)
}

extension NetworkError: CustomStringConvertible {
    /// What happened, and where it helps what to do next.
    public var description: String {
        switch self {
        case .primitive(let operation, let status, let shapes):
            "oneDNN could not do '\(operation)' (\(status))"
                + (shapes.isEmpty ? "" : " for " + shapes.joined(separator: ", "))
        case .layer(let name): "a network with '\(name)' cannot be computed here"
        case .threads(let wanted, let allowed):
            "\(wanted) threads are asked for, but the system gives only \(allowed): ask for fewer"
        case .abandoned: "another thread failed"
        case .memory(let needed, let available):
            "the network needs about \(needed >> 20) MiB, but the machine has \(available >> 20) MiB: "
                + "make it smaller, or its batches"
        case .diverged(let epoch, let step):
            "the loss is no longer a number in epoch \(epoch), step \(step); try a lower learning rate"
        case .parameters(let message), .data(let message): message
        }
    }
}
