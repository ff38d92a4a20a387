import NeuralNet

/// A tensor of a network's file as `save` writes it.
struct NamedValue {
    /// What the file has under the name.
    enum Value {
        /// Float32.
        case tensor(Tensor)
        /// A 64-bit integer without a dimension.
        case count(Int)
    }

    let name: String
    let value: Value

    /// A network's tensors, each with its name in the file, and behind those of each batch normalization the number of
    /// batches that it has seen.
    ///
    /// `torch.nn.BatchNorm2d` has that number, `num_batches_tracked`, in its state dict, and `load_state_dict` misses it.
    /// Nothing is computed with it at the momentum that is used here.
    ///
    /// - Parameter steps: the number of training steps.
    static func all(of tensors: [(name: String, tensor: Tensor)], steps: Int) -> [NamedValue] {
        tensors.flatMap { name, tensor in
            let own = NamedValue(name: name, value: .tensor(tensor))
            guard name.hasSuffix(lastOfNormalization) else { return [own] }
            let counter = name.dropLast(lastOfNormalization.count) + "." + StoredTensor.counter
            return [own, NamedValue(name: String(counter), value: .count(steps))]
        }
    }

    /// The name of the tensor in front of the count, with its point.
    private static let lastOfNormalization = ".running_var"
}
