import NeuralNet

extension MaxPooling2D: ONNXLayer {
    var operators: [ONNXOperator] { [windows(of: "MaxPool")] }
}

extension AveragePooling2D: ONNXLayer {
    var operators: [ONNXOperator] { [windows(of: "AveragePool")] }
}

extension WindowPooling2D {
    /// An operator over the layer's windows.
    fileprivate func windows(of kind: String) -> ONNXOperator {
        ONNXOperator(
            kind: kind, lists: [("kernel_shape", [size, size]), ("strides", [stride, stride])])
    }
}
