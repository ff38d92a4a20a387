import Foundation
import NeuralNet
import TestSupport
import Testing

/// Tensors of a pickle that are not their storage's numbers in order.
struct TensorViewTests {
    private static let weight: [Float] = [1.5, -2.25, 0.5, 3]
    private static let bias: [Float] = [0.125, -1]
    private static let (yes, no) = (Data([0x88]), Data([0x89]))

    /// What is read of one layer, and why it is not.
    private func load(_ archive: PickledArchive, weight: Data, bias: Data) throws -> (
        numbers: [[Float]], failures: [String]
    ) {
        let bench = try ModelBench()
        let state = PickledArchive.dictionary([("fc.weight", weight), ("fc.bias", bias)])
        try bench.experiment.folder.write(archive.encoded(state), to: "net.pt")
        let (numbers, _, failures) = try bench.loaded(bench.oneLayer("net.pt"))
        return (numbers, failures)
    }

    @Test(
        arguments: [
            (nil, 1), ([], 1), ([("neg", yes)], -1), ([("neg", no)], 1), ([("conj", yes)], 1),
            ([("conj", yes), ("neg", yes)], -1), ([("neg", yes), ("conj", no)], -1), ([("other", no)], 1),
        ] as [([(key: String, value: Data)]?, Float)]) func `a tensor's properties give its sign`(
            properties: [(key: String, value: Data)]?, sign: Float
        ) throws
    {
        var archive = PickledArchive()
        let weight = archive.view([2, 2], strides: [2, 1], of: Self.weight, properties: properties)
        let bias = archive.view([2], strides: [1], of: Self.bias)
        let (numbers, failures) = try load(archive, weight: weight, bias: bias)
        #expect(failures == [])
        #expect(numbers == [Self.weight.map { $0 * sign }, Self.bias])
    }

    @Test(
        arguments: [
            ([("scaled", yes)], "scaled"), ([("neg", PickledArchive.integer(1))], "neg"),
            ([("neg", yes), ("format", PickledArchive.text("NZ"))], "format"),
        ] as [([(key: String, value: Data)], String)]) func `a property of unknown meaning is refused`(
            properties: [(key: String, value: Data)], name: String
        ) throws
    {
        var archive = PickledArchive()
        let weight = archive.view([2, 2], strides: [2, 1], of: Self.weight, properties: properties)
        let bias = archive.view([2], strides: [1], of: Self.bias)
        let (_, failures) = try load(archive, weight: weight, bias: bias)
        #expect(failures.count == 1)
        #expect(
            failures.first?.contains(
                "its 'fc.weight' has the property '\(name)' of PyTorch, which may change its numbers")
                == true,
            "\(failures)")
    }

    @Test(
        arguments: [
            // A single number, repeated; a row, repeated; rows that overlap; a column; a dimension of 1 with any stride.
            ([2, 2], [0, 0], 0, [7], [7, 7, 7, 7]), ([2, 2], [0, 1], 1, [5, 6, 7], [6, 7, 6, 7]),
            ([2, 2], [1, 1], 0, [5, 6, 7], [5, 6, 6, 7]), ([2, 2], [1, 2], 0, [1, 2, 3, 4], [1, 3, 2, 4]),
        ] as [([Int], [Int], Int, [Float], [Float])]) func `a view has its strides' numbers`(
            sizes: [Int], strides: [Int], offset: Int, storage: [Float], expected: [Float]
        ) throws
    {
        var archive = PickledArchive()
        let weight = archive.view(sizes, strides: strides, offset: offset, of: storage)
        let bias = archive.view([2], strides: [0], of: [0.5])
        let (numbers, failures) = try load(archive, weight: weight, bias: bias)
        #expect(failures == [])
        #expect(numbers == [expected, [0.5, 0.5]])
    }

    @Test(
        arguments: [
            ([2, 2], [2, 1], 1, 4), ([2, 2], [3, 1], 0, 4), ([2, 2], [0, 2], 0, 2), ([2, 2], [0, 0], 1, 1),
            ([2, 2], [Int(Int32.max), 1], 0, 4),
        ] as [([Int], [Int], Int, Int)]) func `a view beyond its storage is refused`(
            sizes: [Int], strides: [Int], offset: Int, count: Int
        ) throws
    {
        var archive = PickledArchive()
        let weight = archive.view(
            sizes, strides: strides, offset: offset, of: Array(repeating: 1, count: count))
        let bias = archive.view([2], strides: [1], of: Self.bias)
        let (_, failures) = try load(archive, weight: weight, bias: bias)
        #expect(failures.first?.contains("'fc.weight' has an impossible shape") == true, "\(failures)")
    }
}
