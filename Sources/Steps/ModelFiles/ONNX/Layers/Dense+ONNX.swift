import NeuralNet

extension Dense: ONNXLayer {
    var operators: [ONNXOperator] {
        [ONNXOperator(kind: "Gemm", integers: [("transB", 1)], tensors: ["weight", "bias"])]
    }
}
