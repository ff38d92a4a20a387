import NeuralNet

extension GELU: ONNXLayer {
    // The operator set has no GELU of its own before version 20: x · ((1 + erf(x · √½)) · ½).
    var operators: [ONNXOperator] {
        [
            .constant(Float(0.5).squareRoot()),
            ONNXOperator(kind: "Mul", inputs: [.layer, .result(0)]),
            ONNXOperator(kind: "Erf"),
            .constant(1),
            ONNXOperator(kind: "Add", inputs: [.result(2), .result(3)]),
            .constant(0.5),
            ONNXOperator(kind: "Mul", inputs: [.result(4), .result(5)]),
            ONNXOperator(kind: "Mul", inputs: [.layer, .result(6)]),
        ]
    }
}
