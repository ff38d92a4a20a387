import NeuralNet

extension Sigmoid: ONNXLayer {
    var operators: [ONNXOperator] { [ONNXOperator(kind: "Sigmoid")] }
}
