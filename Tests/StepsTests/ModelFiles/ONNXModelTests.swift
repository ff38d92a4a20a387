import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

/// The contents of an .onnx file; `InteroperabilityTests` checks that ONNX Runtime computes the same.
struct ONNXModelTests {
    private static let saved = Result {
        let experiment = try Experiment()
        let run = try experiment.run(
            """
            let digits = normalize(load("builtin", train: 40, test: 5), mean: 0.1307, std: 0.3081)
            let model = train(digits, layers: [
                conv2d(3, kernel: 5, stride: 2, padding: 1), relu, maxPool2d(2), flatten, dropout(0.5), dense(10)])
            save(model, to: "bytes.onnx", names: ["first", "last"])
            save(model, to: "numbers.onnx", preprocessing: false)
            save(model, to: "again.onnx", preprocessing: false)
            """)
        #expect(run.failures == [])
        return (experiment, run)
    }

    /// A message's fields in order; of a length-delimited one its bytes.
    private struct Message {
        var numbers: [(field: Int, value: Int)] = []
        var floats: [(field: Int, value: Float)] = []
        var contents: [(field: Int, value: Data)] = []

        init(_ data: Data) throws {
            var bytes = [UInt8](data)[...]
            func variable(_ bytes: inout ArraySlice<UInt8>) throws -> Int {
                var (number, shift) = (0, 0)
                while let byte = bytes.popFirst() {
                    number |= Int(byte & 0x7F) << shift
                    if byte < 0x80 { return number }
                    shift += 7
                }
                throw CocoaError(.fileReadCorruptFile)
            }
            while !bytes.isEmpty {
                let key = try variable(&bytes)
                switch key & 7 {
                case 0: numbers.append((key >> 3, try variable(&bytes)))
                case 2:
                    let count = try variable(&bytes)
                    try #require(count <= bytes.count)
                    contents.append((key >> 3, Data(bytes.prefix(count))))
                    bytes = bytes.dropFirst(count)
                case 5:
                    try #require(bytes.count >= 4)
                    let bits = bytes.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                    floats.append((key >> 3, Float(bitPattern: bits)))
                    bytes = bytes.dropFirst(4)
                default: throw CocoaError(.fileReadCorruptFile)
                }
            }
        }

        func texts(_ field: Int) -> [String] { all(field).map { String(decoding: $0, as: UTF8.self) } }
        func all(_ field: Int) -> [Data] { contents.filter { $0.field == field }.map(\.value) }
        func integers(_ field: Int) -> [Int] { numbers.filter { $0.field == field }.map(\.value) }
        func messages(_ field: Int) throws -> [Message] { try all(field).map(Message.init) }
    }

    private func model(_ name: String) throws -> Message {
        try Message(Self.saved.get().0.folder.data("output/\(name)"))
    }

    private func graph(_ name: String) throws -> Message { try #require(try model(name).messages(7).first) }

    @Test func `it has operator set 17 and the network's description`() throws {
        let model = try model("bytes.onnx")
        #expect(model.integers(1) == [8])
        #expect(model.texts(2) == ["stepbook"])
        #expect(try model.messages(8).map { $0.integers(2) } == [[17]])
        let note = try #require(try model.messages(14).first)
        #expect(note.texts(1) == ["stepbook"])
        #expect(note.texts(2).first?.contains("\"classes\":[\"0\"") == true)
    }

    @Test func `its operations are the normalization and the network's`() throws {
        let nodes = try graph("bytes.onnx").messages(1)
        #expect(
            nodes.map { $0.texts(4).first } == [
                "Cast", "Div", "Sub", "Div", "Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Softmax",
            ])
        // Each takes the output of the one before.
        for (before, node) in zip(nodes, nodes.dropFirst()) {
            #expect(node.texts(1).first == before.texts(2).first)
        }
        #expect(nodes[4].texts(1).dropFirst() == ["first.weight", "first.bias"])
        #expect(nodes[8].texts(1).dropFirst() == ["last.weight", "last.bias"])
        let attributes = try nodes[4].messages(5)
        #expect(attributes.map { $0.texts(1).first } == ["kernel_shape", "strides", "pads"])
        #expect(attributes.map { $0.integers(8) } == [[5, 5], [2, 2], [1, 1, 1, 1]])
        #expect(attributes.map { $0.integers(20) } == [[7], [7], [7]])
        let plain = try graph("numbers.onnx").messages(1)
        #expect(plain.map { $0.texts(4) } == nodes.dropFirst(4).map { $0.texts(4) })
        #expect(plain.first?.texts(1) == ["images", "conv1.weight", "conv1.bias"])
    }

    @Test func `a leaky rectifier has its slope as an attribute`() throws {
        let experiment = try Experiment()
        let run = try experiment.run(
            """
            let digits = load("builtin", train: 20, test: 5)
            let model = train(
                digits, layers: [flatten, dense(4), leakyReLU, dense(4), leakyReLU(slope: 0.25), dense(10)],
                epochs: 1)
            save(model, to: "leaky.onnx", preprocessing: false)
            """)
        #expect(run.failures == [])
        let model = try Message(experiment.folder.data("output/leaky.onnx"))
        let graph = try #require(try model.messages(7).first)
        let nodes = try graph.messages(1).filter { $0.texts(4) == ["LeakyRelu"] }
        let attributes = try nodes.flatMap { try $0.messages(5) }
        #expect(attributes.map { $0.texts(1) } == [["alpha"], ["alpha"]])
        #expect(attributes.map { $0.floats.map(\.value) } == [[0.01], [0.25]])
        #expect(attributes.map { $0.integers(20) } == [[1], [1]])
    }

    @Test func `a padded pooling has its padding as attributes, and zeros count in a mean`() throws {
        let experiment = try Experiment()
        let run = try experiment.run(
            """
            let digits = load("builtin", train: 20, test: 5)
            let model = train(
                digits, layers: [
                    maxPool2d(3, stride: 2, padding: 1), averagePool2d(4, padding: 2), averagePool2d(2),
                    flatten, dense(10),
                ], epochs: 1)
            save(model, to: "pools.onnx", preprocessing: false)
            """)
        #expect(run.failures == [])
        let model = try Message(experiment.folder.data("output/pools.onnx"))
        let nodes = try #require(try model.messages(7).first).messages(1).prefix(3)
        #expect(nodes.map { $0.texts(4) } == [["MaxPool"], ["AveragePool"], ["AveragePool"]])
        let attributes = try nodes.map { try $0.messages(5) }
        #expect(
            attributes.map { $0.flatMap { $0.texts(1) } } == [
                ["kernel_shape", "strides", "pads"],
                ["count_include_pad", "kernel_shape", "strides", "pads"], ["kernel_shape", "strides"],
            ])
        #expect(
            attributes.map { $0.map { $0.integers(8) } } == [
                [[3, 3], [2, 2], [1, 1, 1, 1]], [[], [4, 4], [4, 4], [2, 2, 2, 2]], [[2, 2], [2, 2]],
            ])
        #expect(attributes[1].first?.integers(3) == [1])
    }

    @Test func `it takes any number of images`() throws {
        for (name, type) in [("bytes.onnx", 2), ("numbers.onnx", 1)] {
            let graph = try graph(name)
            let input = try #require(try graph.messages(11).first)
            #expect(input.texts(1) == ["images"])
            let tensor = try #require(try input.messages(2).first?.messages(1).first)
            #expect(tensor.integers(1) == [type])
            let sizes = try #require(try tensor.messages(2).first).messages(1)
            #expect(sizes.map { $0.texts(2) } == [["N"], [], [], []])
            #expect(sizes.map { $0.integers(1) } == [[], [1], [28], [28]])
            #expect(try graph.messages(12).map { $0.texts(1) } == [["logits"], ["probabilities"]])
        }
    }

    @Test func `its tensors are the trained ones, to the bit`() throws {
        guard case .artifact(let stored)? = try Self.saved.get().1.value("model") else {
            Issue.record("no model")
            return
        }
        let trained = try SafeTensors(decoding: stored.packed.blob("parameters").data()).entries
        let tensors = try graph("numbers.onnx").messages(5)
        #expect(tensors.map { $0.texts(8).first } == trained.map(\.name))
        #expect(tensors.map { $0.integers(1) } == trained.map(\.shape.dimensions))
        #expect(tensors.map { $0.all(9) } == trained.map { [$0.bytes] })
        let folder = try Self.saved.get().0.folder
        #expect(try folder.data("output/numbers.onnx") == folder.data("output/again.onnx"))
    }
}
