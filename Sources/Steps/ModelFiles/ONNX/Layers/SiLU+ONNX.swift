import NeuralNet

extension SiLU: ONNXLayer {
    var operators: [ONNXOperator] {
        [ONNXOperator(kind: "Sigmoid"), ONNXOperator(kind: "Mul", inputs: [.layer, .result(0)])]
    }
}
