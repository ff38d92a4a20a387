import FoundationEssentials

/// An operation of an ONNX graph, without its connections.
struct ONNXOperator {
    /// The operator's name in the operator set: `Conv`.
    let kind: String
    /// The integer attributes.
    var integers: [(name: String, value: Int)] = []
    /// The float attributes.
    var numbers: [(name: String, value: Float)] = []
    /// The integer list attributes.
    var lists: [(name: String, values: [Int])] = []
    /// What it takes before the tensors; `nil` for the result of the operation before it.
    var inputs: [Input]?
    /// The layer's tensors that follow its input, by their names in the layer.
    var tensors: [String] = []

    /// What an operation takes.
    enum Input {
        /// The layer's input.
        case layer
        /// The result of an earlier operation of the same layer, by its place among them.
        case result(Int)
    }

    /// A number as the result of an operation.
    static func constant(_ number: Float) -> ONNXOperator {
        ONNXOperator(kind: "Constant", numbers: [("value_float", number)], inputs: [])
    }

    /// Writes the operation as a node.
    ///
    /// - Parameters:
    ///   - inputs: the names of its inputs.
    ///   - output: the name of its output, which is also the node's name.
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
            for (name, value) in numbers {
                node.add(5) {
                    $0.add(1, name)
                    $0.add(2, value)
                    $0.add(20, 1)
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
