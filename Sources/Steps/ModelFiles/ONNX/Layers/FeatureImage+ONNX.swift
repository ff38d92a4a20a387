import NeuralNet

extension FeatureImage: ONNXLayer {
    // ONNX's batch normalization takes rows of features as they are.
    var operators: [ONNXOperator] { [] }
}
