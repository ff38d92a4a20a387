import NeuralNet

extension Tanh: ONNXLayer {
    var operators: [ONNXOperator] { [ONNXOperator(kind: "Tanh")] }
}
