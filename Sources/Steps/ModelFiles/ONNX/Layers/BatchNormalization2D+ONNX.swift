import NeuralNet

extension BatchNormalization2D: ONNXLayer {
    var operators: [ONNXOperator] {
        [
            ONNXOperator(
                kind: "BatchNormalization", numbers: [("epsilon", Self.epsilon)], tensors: Self.tensorNames)
        ]
    }
}
