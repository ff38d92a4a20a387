package import FoundationEssentials
import NeuralNet

/// A file of a network taken apart for a comparison: its tensors, and whatever else it holds.
///
/// It may come from a stranger. Numbers are read when they are compared, and then no more of them than the network that it is
/// compared with has.
package struct SavedTensors: Sendable {
    /// The tensors in the order of the file, under their whole names.
    let tensors: [StoredTensor]

    /// What else is in the file.
    let otherParts: [FilePart]

    /// Takes a file apart: a state dict of PyTorch, safetensors, or an ONNX file as `save` writes it.
    ///
    /// - Throws: ``ModelFileProblem`` where it is none of these, is damaged, or has elements that are no floating-point numbers.
    package init(decoding file: Data) throws(ModelFileProblem) {
        switch ModelFileFormat(of: file) {
        case .onnx:
            let network = try ONNXTensors(decoding: file)
            tensors = network.tensors
            let rest = network.rest
            otherParts = [FilePart(name: "what surrounds the tensors") { rest }]
        default:
            let file = try TensorFile(decoding: file)
            tensors = file.dictionaries.flatMap(\.tensorsFromTheFileOn)
            otherParts = file.otherParts
        }
        var known: Set<String> = []
        for tensor in tensors {
            guard known.insert(tensor.name).inserted else {
                throw ModelFileProblem("it has two tensors '\(tensor.name)'")
            }
            guard tensor.kind == .numbers else {
                throw ModelFileProblem("its '\(tensor.name)' has elements that are no floating-point numbers")
            }
        }
        guard !tensors.isEmpty else { throw ModelFileProblem("it holds no tensors") }
    }
}
