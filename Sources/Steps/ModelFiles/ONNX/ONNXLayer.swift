import NeuralNet

/// A kind of layer that an ONNX file can hold.
protocol ONNXLayer: LayerKind {
    /// The operations that the layer is when it is used, one behind the other; none where it then does nothing.
    var operators: [ONNXOperator] { get }
}

extension Layer {
    /// The layer as an ONNX file holds it.
    ///
    /// - Throws: ``ModelFileProblem`` for a kind that has no operators here.
    var operators: [ONNXOperator] {
        get throws(ModelFileProblem) {
            guard let kind = kind as? any ONNXLayer else {
                throw ModelFileProblem("'\(name)' has no counterpart in ONNX")
            }
            return kind.operators
        }
    }
}
