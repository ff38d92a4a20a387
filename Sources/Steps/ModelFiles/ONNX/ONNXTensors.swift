import FoundationEssentials
import NeuralNet

/// The tensors of an ONNX file as ``ONNXModel`` writes it, and the rest of the file.
struct ONNXTensors {
    /// The tensors in the order of the file.
    private(set) var tensors: [StoredTensor] = []

    /// The file without its tensors: operations, inputs, outputs, versions and metadata.
    private(set) var rest: Data

    /// The field numbers of a model, a graph and a tensor; source: `onnx.proto`.
    private enum Field {
        static let graph = 7
        static let constant = 5
        static let size = 1
        static let type = 2
        static let name = 8
        static let numbers = 9
    }

    /// `TensorProto.DataType.FLOAT`.
    private static let float32 = 1

    /// Reads a file's tensors, but not yet their elements.
    ///
    /// - Throws: ``ModelFileProblem`` if it is damaged, or has content that ``ONNXModel`` does not write.
    init(decoding file: Data) throws(ModelFileProblem) {
        var rest = ProtocolBuffer()
        for (number, content) in try ProtocolBufferMessage(file).fields {
            guard number == Field.graph, case .bytes(let graph) = content else {
                rest.add(number, content)
                continue
            }
            var others = ProtocolBuffer()
            for (number, content) in try ProtocolBufferMessage(graph).fields {
                if number == Field.constant, case .bytes(let tensor) = content {
                    tensors.append(try Self.tensor(tensor))
                } else {
                    others.add(number, content)
                }
            }
            rest.add(number, others.data)
        }
        self.rest = rest.data
    }

    private static func tensor(_ message: Data) throws(ModelFileProblem) -> StoredTensor {
        var sizes: [Int] = []
        var (type, name, numbers) = (0, "", Data())
        for (number, content) in try ProtocolBufferMessage(message).fields {
            switch (number, content) {
            case (Field.size, .number(let size)): sizes.append(size)
            case (Field.type, .number(let number)): type = number
            case (Field.name, .bytes(let text)): name = String(decoding: text, as: UTF8.self)
            case (Field.numbers, .bytes(let bytes)): numbers = bytes
            default: throw ModelFileProblem("it holds a tensor in a form that 'save' does not write")
            }
        }
        return StoredTensor(
            name: name, sizes: sizes, kind: type == float32 ? .numbers : .other("\(type) of ONNX"),
            type: String(type)
        ) { [name, sizes, numbers] () throws(ModelFileProblem) in
            guard sizes.allSatisfy({ $0 >= 0 }) else {
                throw ModelFileProblem("its '\(name)' has an impossible shape")
            }
            let shape = Shape(sizes)
            let (count, overflows) = shape.count.multipliedReportingOverflow(by: 4)
            guard !overflows, count == numbers.count else {
                throw ModelFileProblem("the bytes of its '\(name)' do not fit its shape")
            }
            return Tensor(
                shape: shape, values: numbers.littleEndianNumbers().map { Float(bitPattern: $0) })
        }
    }
}

extension ProtocolBuffer {
    /// Writes a field that was read.
    fileprivate mutating func add(_ field: Int, _ content: ProtocolBufferMessage.Content) {
        switch content {
        case .number(let number): add(field, number)
        case .bytes(let bytes): add(field, bytes)
        }
    }
}
