import NeuralNet

extension Flatten: ONNXLayer {
    var operators: [ONNXOperator] { [ONNXOperator(kind: "Flatten")] }
}
