import Foundation
import TestSupport
import Testing

/// What is said of layers that are a network's in another order, or without a part of one.
struct LayerOrderAdviceTests {
    private static func file(_ layers: [(name: String, outputs: Int, inputs: Int)]) -> Data {
        var file = ForeignStateDictionary()
        for (number, layer) in layers.enumerated() {
            let count = layer.outputs * layer.inputs
            file.add(
                layer.name + ".weight", [layer.outputs, layer.inputs],
                [Float](repeating: Float(number), count: count))
            file.add(layer.name + ".bias", [layer.outputs], [Float](repeating: 0, count: layer.outputs))
        }
        return file.encoded
    }

    private static func cell(_ layers: String, _ more: String = "") -> String {
        """
        let squares = load(from: "squares", split: 0.5)
        let model = loadModel("net.pt", for: squares, layers: [flatten, \(layers)]\(more))

        """
    }

    @Test func `layers in another order are answered by names that are read`() throws {
        let bench = try ModelBench()
        try bench.experiment.folder.write(
            Self.file([("head", 4, 3), ("a", 3, 4), ("b", 3, 3), ("c", 3, 3)]), to: "net.pt")
        let layers = "dense(3), relu, dense(3), relu, dense(3), relu, dense(4)"
        let refusal = try #require(bench.refusal(Self.cell(layers)))
        #expect(
            refusal
                == "'net.pt' cannot be loaded: its 'head.weight' is 4×3, but layer 2 takes 3×4; by their shapes, its layers fit as names: [\"a\", \"b\", \"c\", \"head\"]; check the order of those of equal shape, which is the file's"
        )
        let start = try #require(refusal.firstRange(of: "names: [")).lowerBound
        let names = refusal[start...].prefix { $0 != "]" } + "]"
        let (numbers, _, failures) = try bench.loaded(Self.cell(layers, ", \(names)"))
        #expect(failures == [])
        #expect(numbers.compactMap(\.first) == [1, 0, 2, 0, 3, 0, 0, 0])
    }

    @Test func `names in an order that does not fit are answered by the one that does`() throws {
        let bench = try ModelBench()
        try bench.experiment.folder.write(Self.file([("a", 3, 4), ("head", 4, 3)]), to: "net.pt")
        let refusal = bench.refusal(Self.cell("dense(3), relu, dense(4)", ", names: [\"head\", \"a\"]"))
        #expect(
            refusal
                == "'net.pt' cannot be loaded: its 'head.weight' is 4×3, but layer 2 takes 3×4; by their shapes, its layers fit only as names: [\"a\", \"head\"]"
        )
        // No order is advised where none fits.
        let other = bench.refusal(Self.cell("dense(5), relu, dense(4)", ", names: [\"head\", \"a\"]"))
        #expect(other?.contains("by their shapes") == false, "\(other ?? "read")")
    }

    /// PyTorch's `affine=False`: it scales by 1 and shifts by 0.
    @Test(arguments: ["", ", names: [\"bn\", \"fc\"]"])
    func `a batch normalization of statistics alone is read, with a notice`(names: String) throws {
        let bench = try ModelBench()
        var file = ForeignStateDictionary()
        file.add("bn.running_mean", [4], [1, 2, 3, 4])
        file.add("bn.running_var", [4], [5, 6, 7, 8])
        file.add("fc.weight", [4, 4], [Float](repeating: 2, count: 16))
        file.add("fc.bias", [4], [0, 0, 0, 0])
        try bench.experiment.folder.write(file.encoded, to: "net.pt")
        let (numbers, notices, failures) = try bench.loaded(Self.cell("batchNorm1d, dense(4)", names))
        #expect(failures == [])
        // The count of batches, a whole number, is saved beside them.
        #expect(
            Array(numbers.filter { !$0.isEmpty }.prefix(4)) == [
                [1, 1, 1, 1], [0, 0, 0, 0], [1, 2, 3, 4], [5, 6, 7, 8],
            ])
        #expect(
            notices.first
                == "In 'net.pt' the batch normalization 'bn' has statistics but no weight and bias (affine=False), so it got weights of 1 and biases of 0, which compute the same; 'train' would change them."
        )
    }

    @Test func `a batch normalization that lacks the weight alone is refused`() throws {
        let bench = try ModelBench()
        var file = ForeignStateDictionary()
        file.add("bn.bias", [4], [0, 0, 0, 0])
        file.add("bn.running_mean", [4], [1, 2, 3, 4])
        file.add("bn.running_var", [4], [5, 6, 7, 8])
        file.add("fc.weight", [4, 4], [Float](repeating: 2, count: 16))
        file.add("fc.bias", [4], [0, 0, 0, 0])
        try bench.experiment.folder.write(file.encoded, to: "net.pt")
        #expect(
            bench.refusal(Self.cell("batchNorm1d, dense(4)"))
                == "'net.pt' cannot be loaded: it has no tensor 'bn.weight'")
    }
}
