/// The parameters that an optimizer's weight decay pulls towards 0.
public enum DecayedParameters: String, Sendable, Hashable, Codable, CaseIterable {
    /// All of them, as PyTorch's optimizers do unless parameters are grouped.
    case all

    /// Only the weights of convolutions and dense layers, not biases, nor weight and bias of a normalization.
    ///
    /// The two groups that training scripts give to `torch.optim`, as `timm` does: a bias or a scale has few values,
    /// which do not overfit, and a scale of 0 would silence its channel.
    case weights

    /// Whether a tensor is one of them.
    ///
    /// Biases, and scales by channel, have one dimension; a scale of more begins at a constant.
    func include(_ tensor: TensorSpecification) -> Bool {
        switch self {
        case .all: return true
        case .weights:
            guard tensor.shape.dimensions.count > 1, case .uniform = tensor.initialization else {
                return false
            }
            return true
        }
    }
}
