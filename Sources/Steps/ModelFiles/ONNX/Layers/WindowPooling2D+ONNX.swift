import NeuralNet

extension MaxPooling2D: ONNXLayer {
    var operators: [ONNXOperator] { [windows(of: "MaxPool")] }
}

extension AveragePooling2D: ONNXLayer {
    var operators: [ONNXOperator] {
        var pooling = windows(of: "AveragePool")
        if padding > 0 { pooling.integers.append(("count_include_pad", 1)) }
        return [pooling]
    }
}

extension WindowPooling2D {
    /// An operator over the layer's windows.
    fileprivate func windows(of kind: String) -> ONNXOperator {
        var lists: [(name: String, values: [Int])] = [
            ("kernel_shape", [size, size]), ("strides", [stride, stride]),
        ]
        if padding > 0 { lists.append(("pads", [padding, padding, padding, padding])) }
        return ONNXOperator(kind: kind, lists: lists)
    }
}
