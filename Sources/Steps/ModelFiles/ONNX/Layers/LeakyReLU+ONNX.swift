import NeuralNet

extension LeakyReLU: ONNXLayer {
    var operators: [ONNXOperator] { [ONNXOperator(kind: "LeakyRelu", numbers: [("alpha", Float(slope))])] }
}
