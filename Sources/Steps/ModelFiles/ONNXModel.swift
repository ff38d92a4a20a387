import FoundationEssentials
import NeuralNet

/// A network in the format ONNX, operator set 17.
///
/// It takes `images`, `[N, C, H, W]` with any N, and gives `logits` and `probabilities`, `[N, K]`. Source: `onnx.proto` and
/// the descriptions of the operators. Equal to what `torch.onnx.export` writes for the same `torch.nn.Sequential`.
struct ONNXModel {
    let architecture: Architecture
    /// The trained tensors by the names that they have in the file, in the architecture's order.
    let tensors: [(name: String, tensor: Tensor)]
    /// How the network sees bytes, computed in the file itself, which then takes bytes; `nil` where it takes what the
    /// network takes.
    let normalization: Normalization?
    /// What the network is, for those who know this project.
    let description: String

    private static let operatorSet = 17
    /// The version of the format that came with that operator set.
    private static let formatVersion = 8

    private static let input = "images"
    private static let outputs = (logits: "logits", probabilities: "probabilities")

    /// The numbers' types in `TensorProto.DataType`.
    private enum ElementType: Int {
        case float32 = 1
        case unsigned8 = 2
    }

    /// The file's bytes; the same network gives the same bytes.
    func encoded() -> Data {
        var model = ProtocolBuffer()
        model.add(1, Self.formatVersion)
        model.add(2, "stepbook")
        model.add(7, graph)
        model.add(8) { $0.add(2, Self.operatorSet) }
        model.add(14) {
            $0.add(1, ModelDescription.metadataKey)
            $0.add(2, description)
        }
        return model.data
    }

    private func graph(_ graph: inout ProtocolBuffer) {
        let sizes = architecture.input.dimensions
        var value = Self.input
        if let normalization { value = normalize(value, normalization, &graph) }
        var names = tensors.map(\.name)[...]
        for (index, layer) in architecture.layers.enumerated() {
            let isLast = index == architecture.layers.count - 1
            let output = isLast ? Self.outputs.logits : "layer\(index + 1)"
            guard let node = Node(layer) else {
                // What only training does is left out; a network that ends in it still has an output.
                if isLast { Node("Identity").write([value], output, to: &graph) }
                continue
            }
            let own = node.hasParameters ? Array(names.prefix(2)) : []
            names = names.dropFirst(own.count)
            node.write([value] + own, output, to: &graph)
            value = output
        }
        Node("Softmax", integers: [("axis", 1)])
            .write([Self.outputs.logits], Self.outputs.probabilities, to: &graph)
        graph.add(2, "network")
        for (name, tensor) in tensors { Self.constant(name, tensor, &graph) }
        graph.add(11) { Self.value(&$0, Self.input, normalization == nil ? .float32 : .unsigned8, sizes) }
        let classes = architecture.output.dimensions
        graph.add(12) { Self.value(&$0, Self.outputs.logits, .float32, classes) }
        graph.add(12) { Self.value(&$0, Self.outputs.probabilities, .float32, classes) }
    }

    /// Bytes as the network sees them, in the same order of operations: / 255, − mean, / standard deviation.
    private func normalize(
        _ input: String, _ normalization: Normalization, _ graph: inout ProtocolBuffer
    ) -> String {
        Node("Cast", integers: [("to", ElementType.float32.rawValue)]).write([input], "bytes", to: &graph)
        var value = "bytes"
        for (name, kind, number) in [
            ("brightness", "Div", 255), ("centred", "Sub", normalization.mean),
            ("normalized", "Div", normalization.standardDeviation),
        ] {
            Self.constant(name + ".by", Tensor(shape: Shape([1]), values: [Float(number)]), &graph)
            Node(kind).write([value, name + ".by"], name, to: &graph)
            value = name
        }
        return value
    }

    /// A tensor that is part of the file.
    private static func constant(_ name: String, _ tensor: Tensor, _ graph: inout ProtocolBuffer) {
        graph.add(5) {
            for size in tensor.shape.dimensions { $0.add(1, size) }
            $0.add(2, ElementType.float32.rawValue)
            $0.add(8, name)
            $0.add(9, tensor.values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) })
        }
    }

    /// An input or output, of any number of images.
    private static func value(
        _ message: inout ProtocolBuffer, _ name: String, _ type: ElementType, _ sizes: [Int]
    ) {
        message.add(1, name)
        message.add(2) {
            $0.add(1) {
                $0.add(1, type.rawValue)
                $0.add(2) { shape in
                    shape.add(1) { $0.add(2, "N") }
                    for size in sizes { shape.add(1) { $0.add(1, size) } }
                }
            }
        }
    }

    /// An operation.
    private struct Node {
        let kind: String
        var integers: [(name: String, value: Int)] = []
        var lists: [(name: String, values: [Int])] = []
        var hasParameters = false

        init(_ kind: String, integers: [(name: String, value: Int)] = []) {
            self.kind = kind
            self.integers = integers
        }

        /// The operation that a layer is when it is used; `nil` for none.
        init?(_ layer: Layer) {
            switch layer {
            case .convolution2D(_, let kernel, let stride, let padding):
                kind = "Conv"
                lists = [
                    ("kernel_shape", [kernel, kernel]), ("strides", [stride, stride]),
                    ("pads", [padding, padding, padding, padding]),
                ]
                hasParameters = true
            case .maxPooling2D(let size, let stride):
                kind = "MaxPool"
                lists = [("kernel_shape", [size, size]), ("strides", [stride, stride])]
            case .relu: kind = "Relu"
            case .flatten: kind = "Flatten"
            case .dense:
                kind = "Gemm"
                integers = [("transB", 1)]
                hasParameters = true
            case .dropout: return nil
            }
        }

        func write(_ inputs: [String], _ output: String, to graph: inout ProtocolBuffer) {
            graph.add(1) { node in
                for input in inputs { node.add(1, input) }
                node.add(2, output)
                node.add(3, output)
                node.add(4, kind)
                for (name, value) in integers {
                    node.add(5) {
                        $0.add(1, name)
                        $0.add(3, value)
                        $0.add(20, 2)
                    }
                }
                for (name, values) in lists {
                    node.add(5) {
                        $0.add(1, name)
                        for value in values { $0.add(8, value) }
                        $0.add(20, 7)
                    }
                }
            }
        }
    }
}
