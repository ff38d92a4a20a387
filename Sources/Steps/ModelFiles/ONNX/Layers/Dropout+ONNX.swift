import NeuralNet

extension Dropout: ONNXLayer {
    // What only training does is left out.
    var operators: [ONNXOperator] { [] }
}
