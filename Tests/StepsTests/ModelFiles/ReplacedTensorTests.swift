import Foundation
import TestSupport
import Testing

/// State dicts in which something else is in the place of some of the layers' tensors.
struct ReplacedTensorTests {
    private static let kinds: [(module: String, function: String, words: String)] = [
        (
            "torch._utils", "_rebuild_sparse_tensor",
            "a sparse tensor, and no layer takes sparse tensors; in PyTorch, save each of them with 'to_dense()'"
        ),
        (
            "torch._utils", "_rebuild_qtensor",
            "a quantized tensor, and no layer takes quantized tensors; in PyTorch, save"
        ),
        (
            "numpy._core.multiarray", "_reconstruct",
            "a NumPy array, and no layer takes NumPy arrays; in Python, save"
        ),
        (
            "torch._utils", "_rebuild_meta_tensor_no_storage",
            "a tensor without numbers, and no layer takes tensors of the device 'meta'"
        ),
    ]

    private func refusal(_ archive: PickledArchive, _ state: Data, _ more: String = "") throws -> String {
        let bench = try ModelBench()
        try bench.experiment.folder.write(archive.encoded(state), to: "net.pt")
        return bench.refusal(bench.oneLayer("net.pt", more)) ?? "read"
    }

    @Test(arguments: kinds.indices) func `what is in the place of a tensor is said`(index: Int) throws {
        let (module, function, words) = Self.kinds[index]
        let other = PickledArchive.call(module, function, [])
        for (missing, present, shape) in [("weight", "bias", [2]), ("bias", "weight", [2, 2])] {
            for (prefix, more) in [("", ""), ("", ", names: [\"fc\"]"), ("net.", ", key: \"net\"")] {
                var archive = PickledArchive()
                let numbers = [Float](repeating: 1, count: shape.reduce(1, *))
                let state = PickledArchive.dictionary([
                    (prefix + "fc." + missing, other),
                    (prefix + "fc." + present, archive.tensor(shape, numbers)),
                ])
                let message = try refusal(archive, state, more)
                #expect(
                    message.hasPrefix("'net.pt' cannot be loaded: its 'fc.\(missing)' is \(words)"),
                    "\(message)")
            }
        }
    }

    @Test(arguments: kinds.indices) func `a layer of which nothing is a tensor is said`(index: Int) throws {
        let (module, function, words) = Self.kinds[index]
        let bench = try ModelBench()
        var archive = PickledArchive()
        let other = PickledArchive.call(module, function, [])
        let state = PickledArchive.dictionary(
            archive.dense("one", inputs: 4, outputs: 4) + [("two.weight", other), ("two.bias", other)])
        try bench.experiment.folder.write(archive.encoded(state), to: "net.pt")
        for more in ["", ", names: [\"one\", \"two\", \"three\", \"four\"]"] {
            let message = bench.refusal(bench.fourLayers("net.pt", more)) ?? "read"
            #expect(
                message.hasPrefix("'net.pt' cannot be loaded: its 'two.weight' is \(words)"), "\(message)")
        }
    }

    /// As `torch.ao.quantization.quantize_dynamic` writes it.
    @Test(arguments: [true, false]) func `a quantized layer is said`(isBesideOthers: Bool) throws {
        let bench = try ModelBench()
        var archive = PickledArchive()
        let tensor = PickledArchive.call("torch._utils", "_rebuild_qtensor", [])
        let bias = archive.tensor([4], [0, 0, 0, 0])
        let quantized: [(key: String, value: Data)] = [
            ("two.scale", archive.tensor([], [1])),
            ("two.zero_point", archive.tensor([], Data(count: 8), storage: "LongStorage")),
            ("two._packed_params.dtype", PickledArchive.global("torch", "qint8")),
            ("two._packed_params._packed_params", PickledArchive.tuple([tensor, bias])),
        ]
        let state = PickledArchive.dictionary(
            (isBesideOthers ? archive.dense("one", inputs: 4, outputs: 4) : []) + quantized)
        try bench.experiment.folder.write(archive.encoded(state), to: "net.pt")
        let message = bench.refusal(bench.fourLayers("net.pt")) ?? "read"
        #expect(
            message.contains("quantized tensors; in PyTorch, save the network as it was before"), "\(message)"
        )
    }

    @Test func `something without use for a layer is not said`() throws {
        let bench = try ModelBench()
        var archive = PickledArchive()
        let other = PickledArchive.call("numpy._core.multiarray", "_reconstruct", [])
        let state = PickledArchive.dictionary(
            archive.dense("fc", inputs: 2, outputs: 2, 1) + [("classes", other), ("fc.names", other)])
        try bench.experiment.folder.write(archive.encoded(state), to: "net.pt")
        let (numbers, notices, failures) = try bench.loaded(bench.oneLayer("net.pt"))
        #expect(failures == [])
        #expect(numbers == [[1, 1, 1, 1], [1, 1]])
        #expect(notices == [])
    }

    @Test(arguments: [
        ("ComplexFloatStorage", "complex numbers"), ("ComplexDoubleStorage", "complex numbers"),
        ("QInt8Storage", "quantized numbers"), ("OtherStorage", "numbers of the type 'OtherStorage'"),
    ]) func `numbers that no layer takes are said in words`(storage: String, words: String) throws {
        var archive = PickledArchive()
        let state = PickledArchive.dictionary([
            ("fc.weight", archive.tensor([2, 2], [1, 2, 3, 4])),
            ("fc.bias", archive.tensor([2], Data(count: 16), storage: storage)),
        ])
        #expect(
            try refusal(archive, state)
                == "'net.pt' cannot be loaded: its 'fc.bias' has \(words), which no layer takes")
    }
}
