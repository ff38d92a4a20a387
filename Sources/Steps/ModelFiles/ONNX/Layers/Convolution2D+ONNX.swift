import NeuralNet

extension Convolution2D: ONNXLayer {
    var operators: [ONNXOperator] {
        [
            ONNXOperator(
                kind: "Conv",
                lists: [
                    ("kernel_shape", [kernel, kernel]), ("strides", [stride, stride]),
                    ("pads", [padding, padding, padding, padding]),
                ], tensors: ["weight", "bias"])
        ]
    }
}
