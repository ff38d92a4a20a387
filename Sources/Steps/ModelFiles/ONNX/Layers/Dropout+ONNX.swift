import NeuralNet

extension Dropout: ONNXLayer {
    // Dropout is the identity in inference.
    var operators: [ONNXOperator] { [] }
}
