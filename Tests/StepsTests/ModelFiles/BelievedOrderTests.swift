import Foundation
import NeuralNet
import TestSupport
import Testing

/// When the order of a file, and the numbers in its names, are trusted: with four layers, of which the shapes determine
/// the first and the last and leave the two between open.
struct BelievedOrderTests {
    private static let layers = "[flatten, dense(5), relu, dense(5), relu, dense(5), relu, dense(4)]"
    private static let shapes = [[5, 4], [5, 5], [5, 5], [4, 5]]

    /// A layer of a file, whose numbers are its true place.
    private struct Layer {
        let name: String
        let place: Int
        /// Whether its bias stands before its weight.
        var isSorted = false

        /// The tensors in their order.
        var tensors: [(name: String, shape: [Int], values: [Float])] {
            let shape = BelievedOrderTests.shapes[place]
            let weight = (
                name: name + ".weight", shape: shape,
                values: [Float](repeating: Float(place), count: shape[0] * shape[1])
            )
            let bias = (
                name: name + ".bias", shape: [shape[0]],
                values: [Float](repeating: Float(place), count: shape[0])
            )
            return isSorted ? [bias, weight] : [weight, bias]
        }
    }

    /// What becomes of a file: whether each layer came to its place, what the reader is told, and what is refused.
    private func outcome(
        _ file: Data
    ) throws -> (isRight: Bool, notices: [String], failures: [String]) {
        let bench = try ModelBench()
        try bench.experiment.folder.write(file, to: "net.pt")
        let (numbers, notices, failures) = try bench.loaded(
            "let squares = load(from: \"squares\", split: 0.5)\nlet model = loadModel(\"net.pt\", for: squares, layers: \(Self.layers))\n"
        )
        return (numbers.map { $0.first ?? .nan } == [0, 0, 1, 1, 2, 2, 3, 3], notices, failures)
    }

    private func stateDictionary(_ layers: [Layer]) -> Data {
        var file = ForeignStateDictionary()
        for tensor in layers.flatMap(\.tensors) { file.add(tensor.name, tensor.shape, tensor.values) }
        return file.encoded
    }

    /// Safetensors of layers with these names, in the network's order.
    private func safeTensors(_ names: [String]) -> Data {
        var file = ForeignSafeTensors()
        for (place, name) in names.enumerated() {
            for tensor in Layer(name: name, place: place).tensors {
                file.add(tensor.name, tensor.shape, tensor.values)
            }
        }
        return file.encoded
    }

    @Test func `a sorted dictionary with another head is not trusted`() throws {
        let (_, _, failures) = try outcome(
            stateDictionary([
                Layer(name: "a", place: 0, isSorted: true), Layer(name: "b", place: 2, isSorted: true),
                Layer(name: "c", place: 1, isSorted: true), Layer(name: "head", place: 3),
            ]))
        #expect(failures.count == 1)
        #expect(failures.first?.contains("keeps no order of its layers") == true, "\(failures)")
        #expect(failures.first?.contains("'names:'") == true, "\(failures)")
    }

    @Test func `a sorted dictionary with other names is not trusted`() throws {
        let (_, _, failures) = try outcome(
            stateDictionary([
                Layer(name: "first", place: 0, isSorted: true),
                Layer(name: "dritte", place: 2, isSorted: true),
                Layer(name: "zweite", place: 1, isSorted: true), Layer(name: "out", place: 3, isSorted: true),
            ]))
        #expect(failures.count == 1)
        #expect(failures.first?.contains("keeps no order of its layers") == true, "\(failures)")
    }

    @Test func `numbers in a sorted dictionary's other names are used, with a notice`() throws {
        let (isRight, notices, failures) = try outcome(
            stateDictionary([
                Layer(name: "l0", place: 0, isSorted: true), Layer(name: "l2", place: 2, isSorted: true),
                Layer(name: "l1", place: 1, isSorted: true), Layer(name: "l3", place: 3, isSorted: true),
            ]))
        #expect(failures == [])
        #expect(isRight)
        #expect(notices.count == 1, "\(notices)")
        #expect(notices.first?.contains("by the numbers in their names: 'l0', 'l1', 'l2', 'l3'") == true)
    }

    @Test func `layers in lexicographic order are taken by their numbers, with a notice`() throws {
        let (isRight, notices, failures) = try outcome(
            stateDictionary([
                Layer(name: "net.0", place: 0), Layer(name: "net.10", place: 2),
                Layer(name: "net.2", place: 1), Layer(name: "net.9", place: 3),
            ]))
        // Shapes say that 9 is the last one, so the numbers are no places either.
        #expect(!isRight && failures.count == 1 && notices == [], "\(failures)")
        let (isRightNow, told, refused) = try outcome(
            stateDictionary([
                Layer(name: "net.0", place: 0), Layer(name: "net.10", place: 2),
                Layer(name: "net.2", place: 1), Layer(name: "out", place: 3),
            ]))
        #expect(refused == [])
        #expect(isRightNow)
        #expect(told.count == 1, "\(told)")
    }

    @Test func `if a state dict's order and its numbers disagree, names are required`() throws {
        let (_, _, failures) = try outcome(
            stateDictionary([
                Layer(name: "l0", place: 0), Layer(name: "l2", place: 2), Layer(name: "l1", place: 1),
                Layer(name: "l3", place: 3),
            ]))
        #expect(failures.count == 1)
        #expect(
            failures.first?.contains("the order of its layers is not that of the numbers in their names")
                == true, "\(failures)")
        #expect(failures.first?.contains("'names:'") == true, "\(failures)")
    }

    @Test(arguments: [
        ["up4", "up3", "up2", "up1"], ["fc0", "fc256to128", "fc128to64", "out"],
        ["in", "scale0.5", "scale0.25", "out"], ["in", "b", "a", "out"],
    ]) func `numbers that are not positions do not contradict a state dict's order`(names: [String]) throws {
        let layers = names.enumerated().map { Layer(name: $1, place: $0) }
        let (isRight, notices, failures) = try outcome(stateDictionary(layers))
        #expect(failures == [])
        #expect(isRight)
        #expect(notices == [])
    }

    @Test(arguments: [
        ["up4", "up3", "up2", "up1"], ["enc", "dec3", "dec2", "out"], ["in", "scale0.25", "scale0.5", "out"],
        ["fc0", "fc256to128", "fc128to64", "out"], ["m1", "m-3", "m-2", "m4"],
        ["conv3", "conv2", "conv1", "out"], ["in", "m2", "m02", "out"],
        ["scale0.1", "scale0.25", "scale0.5", "out"],
    ]) func `numbers that may not be positions require names`(names: [String]) throws {
        let (_, _, failures) = try outcome(safeTensors(names))
        #expect(failures.count == 1, "\(names)")
        #expect(failures.first?.contains("keeps no order of its layers") == true, "\(failures)")
        #expect(failures.first?.contains("'names:'") == true, "\(failures)")
    }

    @Test(arguments: [
        ["fc1", "fc2", "fc3", "fc4"], ["in", "up1", "up2", "out"], ["0", "2", "10", "12"],
        ["dense_8", "dense_9", "dense_10", "dense_11"], ["conv1_1", "conv9_1", "conv10_1", "fc"],
        ["net.0.0", "net.0.2", "net.0.10", "out"],
    ]) func `integers that ascend with the order of the shapes are used, with a notice`(
        names: [String]
    ) throws {
        let (isRight, notices, failures) = try outcome(safeTensors(names))
        #expect(failures == [], "\(names)")
        #expect(isRight, "\(names)")
        #expect(notices.count == 1, "\(notices)")
        #expect(notices.first?.contains("by the numbers in their names") == true, "\(notices)")
    }

    @Test func `a state dict of save keeps its order, whatever its names count`() throws {
        let bench = try ModelBench()
        let saved = try bench.experiment.run(
            """
            let squares = load(from: "squares", split: 0.5)
            let trained = train(squares, layers: \(Self.layers))
            save(trained, to: "net.pt", names: ["d3", "d2", "d1", "out"])
            save(trained, to: "same.safetensors")
            """)
        #expect(saved.failures == [])
        let expected = try SafeTensors(decoding: bench.experiment.folder.data("output/same.safetensors"))
            .entries.map { $0.tensor?.values ?? [] }
        try bench.experiment.folder.write(bench.experiment.folder.data("output/net.pt"), to: "own.pt")
        for more in ["", ", for: squares, layers: \(Self.layers)"] {
            let (numbers, notices, failures) = try bench.loaded(
                "let squares = load(from: \"squares\", split: 0.5)\nlet model = loadModel(\"own.pt\"\(more))\n"
            )
            #expect(failures == [])
            #expect(numbers == expected)
            #expect(notices == [])
        }
    }
}
