import NeuralNet

extension MaxPooling2D: ONNXLayer {
    var operators: [ONNXOperator] {
        [
            ONNXOperator(
                kind: "MaxPool", lists: [("kernel_shape", [size, size]), ("strides", [stride, stride])])
        ]
    }
}
