import NeuralNet

extension ImagePooling: ONNXLayer {
    var operators: [ONNXOperator] {
        [ONNXOperator(kind: isMean ? "GlobalAveragePool" : "GlobalMaxPool")]
    }
}
