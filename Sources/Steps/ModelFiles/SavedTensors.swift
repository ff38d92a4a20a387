package import FoundationEssentials
import NeuralNet

/// The contents of a network's file for a comparison: its tensors, and everything else in it.
///
/// It may be untrusted. Numbers are read when they are compared, and then no more of them than the network that it is
/// compared with has.
package struct SavedTensors: Sendable {
    /// The tensors in the order of the file, with their full names.
    let tensors: [StoredTensor]

    /// The other parts of the file, the counts of batches among them.
    let otherParts: [FilePart]

    /// Parses a file: a PyTorch state dict, safetensors, or an ONNX file as `save` writes it.
    ///
    /// - Throws: ``ModelFileProblem`` if it is none of these, is damaged, or has elements that are neither floating-point
    ///   numbers nor counts of batches.
    package init(decoding file: Data) throws(ModelFileProblem) {
        let all: [StoredTensor]
        switch ModelFileFormat(of: file) {
        case .onnx:
            let network = try ONNXTensors(decoding: file)
            all = network.tensors
            let rest = network.rest
            otherParts = [FilePart(name: "what surrounds the tensors") { rest }]
        default:
            let file = try TensorFile(decoding: file)
            all = file.dictionaries.flatMap(\.tensorsFromTheFileOn)
            otherParts = file.otherParts
        }
        var known: Set<String> = []
        for tensor in all {
            guard known.insert(tensor.name).inserted else {
                throw ModelFileProblem("it has two tensors '\(tensor.name)'")
            }
            guard tensor.kind == .numbers || tensor.kind == .wholeNumbers && tensor.isCounter else {
                throw ModelFileProblem(
                    "its '\(tensor.name)' has elements that are not floating-point numbers")
            }
        }
        tensors = all.filter { $0.kind == .numbers }
        guard !tensors.isEmpty else { throw ModelFileProblem("it holds no tensors") }
    }
}
