/// The notices on how a model file's layers were found.
struct LayerNotices: Sendable {
    /// The layers' names, in the network's order.
    let names: [String]
    let evidence: LayerAssignment.Evidence
    /// Tensors that no layer takes.
    let passedOver: [String]
    /// The batch normalizations that have no weight and bias in the file.
    let fixedNormalizations: [String]
    /// The key of the layers in the file.
    let key: String
    /// The keys of other layers, which would not fit.
    let others: [String]

    /// The notices, whole sentences, on a file of this name.
    func sentences(on file: String) -> [String] {
        var sentences: [String] = []
        let order = ParameterNames.list(names)
        switch evidence {
        case .order: break
        case .shapes:
            sentences.append(
                "'\(file)' has its layers in another order than the network; they were taken by their shapes: \(order)."
            )
        case .numbers:
            sentences.append(
                "'\(file)' keeps no order of its layers; those of equal shape were taken by the numbers in their names: \(order)."
            )
        }
        if !fixedNormalizations.isEmpty {
            let isOne = fixedNormalizations.count == 1
            sentences.append(
                "In '\(file)' the batch normalization\(isOne ? "" : "s") \(ParameterNames.list(fixedNormalizations)) \(isOne ? "has" : "have") statistics but no weight and bias (affine=False), so \(isOne ? "it got" : "they got") weights of 1 and biases of 0, which compute the same; 'train' would change them."
            )
        }
        if !passedOver.isEmpty {
            sentences.append(
                "Of '\(file)' was passed over what no layer takes: \(ParameterNames.list(passedOver)).")
        }
        if !others.isEmpty {
            let named = others.filter { !$0.isEmpty }
            let places =
                (named.count < others.count ? [ParameterNames.place("")] : [])
                + [
                    ParameterNames.list(named)
                ].filter { !$0.isEmpty }
            sentences.append(
                "The layers of '\(file)' are those of \(ParameterNames.place(key)); \(places.joined(separator: ", ")) would not fit."
            )
        }
        return sentences
    }
}
