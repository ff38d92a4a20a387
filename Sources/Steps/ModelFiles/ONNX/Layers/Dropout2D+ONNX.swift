import NeuralNet

extension Dropout2D: ONNXLayer {
    // Dropout is the identity in inference.
    var operators: [ONNXOperator] { [] }
}
