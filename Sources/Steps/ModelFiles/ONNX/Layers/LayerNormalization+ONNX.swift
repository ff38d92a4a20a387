import NeuralNet

extension LayerNormalization: ONNXLayer {
    var operators: [ONNXOperator] {
        [
            ONNXOperator(
                kind: "LayerNormalization", integers: [("axis", 1)], numbers: [("epsilon", Self.epsilon)],
                tensors: Self.tensorNames)
        ]
    }
}
