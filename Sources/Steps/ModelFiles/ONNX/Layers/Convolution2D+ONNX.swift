import NeuralNet

extension Convolution2D: ONNXLayer {
    var operators: [ONNXOperator] {
        let further: [(String, [Int])] = dilation == 1 ? [] : [("dilations", [dilation, dilation])]
        return [
            ONNXOperator(
                kind: "Conv", integers: groups == 1 ? [] : [("group", groups)],
                lists: [
                    ("kernel_shape", [kernel, kernel]), ("strides", [stride, stride]),
                    ("pads", [padding, padding, padding, padding]),
                ] + further, tensors: hasBias ? ["weight", "bias"] : ["weight"])
        ]
    }
}
