import FoundationEssentials
import NeuralNet

/// A network in the format ONNX, operator set 17.
///
/// It takes `images`, `[N, C, H, W]` with any N, and gives `logits` and `probabilities`, `[N, K]`. Source: `onnx.proto`
/// and the descriptions of the operators. Equal to what `torch.onnx.export` writes for the same `torch.nn.Sequential`.
struct ONNXModel {
    let architecture: Architecture
    /// The trained tensors with their names in the file, in the architecture's order.
    let tensors: [(name: String, tensor: Tensor)]
    /// The normalization to include in the file, which then takes bytes; `nil` if it takes normalized images.
    let normalization: Normalization?
    /// The network's description, which `loadModel` knows.
    let description: String

    private static let operatorSet = 17
    /// The version of the format that belongs to that operator set.
    private static let formatVersion = 8

    private static let input = "images"
    private static let outputs = (logits: "logits", probabilities: "probabilities")

    /// The element types in `TensorProto.DataType`.
    private enum ElementType: Int {
        case float32 = 1
        case unsigned8 = 2
    }

    /// The file's bytes; the same network gives the same bytes.
    ///
    /// - Throws: ``ModelFileProblem`` if a layer has no counterpart in ONNX.
    func encoded() throws(ModelFileProblem) -> Data {
        var graph = ProtocolBuffer()
        try self.graph(&graph)
        var model = ProtocolBuffer()
        model.add(1, Self.formatVersion)
        model.add(2, "stepbook")
        model.add(7, graph.data)
        model.add(8) { $0.add(2, Self.operatorSet) }
        model.add(14) {
            $0.add(1, ModelDescription.metadataKey)
            $0.add(2, description)
        }
        return model.data
    }

    private func graph(_ graph: inout ProtocolBuffer) throws(ModelFileProblem) {
        var value = Self.input
        if let normalization { value = normalize(value, normalization, &graph) }
        try write(architecture.graph, of: value, to: &graph)
        ONNXOperator(kind: "Softmax", integers: [("axis", 1)])
            .write([Self.outputs.logits], Self.outputs.probabilities, to: &graph)
        graph.add(2, "network")
        for (name, tensor) in tensors { Self.constant(name, tensor, &graph) }
        let (sizes, classes) = (architecture.input.dimensions, architecture.output.dimensions)
        graph.add(11) { Self.value(&$0, Self.input, normalization == nil ? .float32 : .unsigned8, sizes) }
        graph.add(12) { Self.value(&$0, Self.outputs.logits, .float32, classes) }
        graph.add(12) { Self.value(&$0, Self.outputs.probabilities, .float32, classes) }
    }

    /// Writes the network's operations, the last of which gives the logits.
    private func write(
        _ network: NetworkGraph, of images: String, to graph: inout ProtocolBuffer
    ) throws(ModelFileProblem) {
        let names = Dictionary(
            grouping: zip(architecture.parameters, tensors).map {
                (operation: $0.operation, role: $0.tensor.name, name: $1.name)
            }, by: \.operation)
        // The names of the values, by operation.
        var values: [String] = []
        for (index, operation) in network.operations.enumerated() {
            let inputs = operation.inputs.map { $0.operation.map { values[$0] } ?? images }
            var operators: [ONNXOperator]
            switch operation.computation {
            case .layer(let layer): operators = try layer.operators
            case .sum: operators = [ONNXOperator(kind: "Add")]
            }
            let isLast = index == network.operations.count - 1
            // A network that ends in an identity still needs its output.
            if operators.isEmpty, isLast { operators = [ONNXOperator(kind: "Identity")] }
            var results: [String] = []
            for (number, own) in operators.enumerated() {
                let isEnd = number == operators.count - 1
                let output =
                    isLast && isEnd ? Self.outputs.logits : Self.name(index, isEnd ? nil : number, network)
                let tensors = own.tensors.compactMap { role in
                    names[index]?.first { $0.role == role }?.name
                }
                let taken =
                    own.inputs.map { own in
                        own.map { input in
                            switch input {
                            case .layer: inputs[0]
                            case .result(let place): results[place]
                            }
                        }
                    } ?? results.last.map { [$0] } ?? inputs
                own.write(taken + tensors, output, to: &graph)
                results.append(output)
            }
            values.append(results.last ?? inputs[0])
        }
    }

    /// The name of the result of an operation or of a part of it, which is the layer's if it is the layer's result.
    private static func name(_ index: Int, _ part: Int?, _ network: NetworkGraph) -> String {
        let layer = network.operations[index].layer
        let isOutput = index + 1 == network.operations.count || network.operations[index + 1].layer != layer
        let name = isOutput ? "layer\(layer + 1)" : "layer\(layer + 1).operation\(index + 1)"
        return part.map { "\(name).part\($0 + 1)" } ?? name
    }

    /// Normalizes bytes in the engine's order of operations: / 255, − mean, / standard deviation.
    private func normalize(
        _ input: String, _ normalization: Normalization, _ graph: inout ProtocolBuffer
    ) -> String {
        ONNXOperator(kind: "Cast", integers: [("to", ElementType.float32.rawValue)])
            .write([input], "bytes", to: &graph)
        var value = "bytes"
        for (name, kind, numbers) in [
            ("brightness", "Div", [255]), ("centred", "Sub", normalization.channels.map(\.mean)),
            ("normalized", "Div", normalization.channels.map(\.standardDeviation)),
        ] {
            // Broadcast over height and width, and over the channels if there is one number for all.
            let shape = Shape(numbers.count == 1 ? [1] : [numbers.count, 1, 1])
            Self.constant(name + ".by", Tensor(shape: shape, values: numbers.map(Float.init)), &graph)
            ONNXOperator(kind: kind).write([value, name + ".by"], name, to: &graph)
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
            $0.add(9, Data(littleEndian: tensor.values))
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
}
