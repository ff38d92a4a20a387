import NeuralNet

extension AveragePooling2D: ONNXLayer {
    var operators: [ONNXOperator] {
        [
            ONNXOperator(
                kind: "AveragePool", lists: [("kernel_shape", [size, size]), ("strides", [stride, stride])])
        ]
    }
}
