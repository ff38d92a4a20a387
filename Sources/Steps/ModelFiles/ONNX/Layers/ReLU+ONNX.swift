import NeuralNet

extension ReLU: ONNXLayer {
    var operators: [ONNXOperator] { [ONNXOperator(kind: "Relu")] }
}
