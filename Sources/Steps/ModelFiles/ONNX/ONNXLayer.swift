import NeuralNet

/// A kind of layer that an ONNX file can hold.
protocol ONNXLayer: LayerKind {
    /// The operations of the layer in inference, in order; empty if it is the identity there.
    var operators: [ONNXOperator] { get }
}

extension Layer {
    /// The layer's operations in an ONNX file.
    ///
    /// - Throws: ``ModelFileProblem`` for an unsupported kind.
    var operators: [ONNXOperator] {
        get throws(ModelFileProblem) {
            guard let kind = kind as? any ONNXLayer else {
                throw ModelFileProblem("'\(name)' has no counterpart in ONNX")
            }
            return kind.operators
        }
    }
}
