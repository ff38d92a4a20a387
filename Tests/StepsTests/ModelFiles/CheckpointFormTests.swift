import Foundation
import NeuralNet
import TestSupport
import Testing

/// Checkpoints as training scripts save them: one dense layer among other state.
///
/// The files are written by PyTorch and safetensors themselves, in `Scripts/state_dict_fixtures.py`.
struct CheckpointFormTests {
    private static let layer: [[Float]] = [[1.5, -2.25, 0.5, 3], [0.125, -1]]

    @Test(arguments: ModelBench.names(in: "checkpoints"))
    func `a checkpoint is read, whatever is beside the state dict`(file: String) throws {
        let bench = try ModelBench()
        try bench.use(file)
        let (numbers, notices, failures) = try bench.loaded(bench.oneLayer(file))
        #expect(failures == [])
        #expect(numbers == Self.layer)
        // What is passed over among the layers' own tensors is told, and nothing else.
        let told = [
            "checkpoints/averaged.pth": ["'n_averaged'"],
            "checkpoints/counted.pth": ["'bn.num_batches_tracked', 'mask'"],
            "checkpoints/counted_16.pth": ["'module.bn.num_batches_tracked'"],
            "checkpoints/flat_beside.pth": ["'best_acc1'"],
            "checkpoints/teacher.pth": ["are those of 'model'; 'teacher' would not fit"],
        ]
        #expect(notices.count == (told[file] ?? []).count, "\(notices)")
        for (notice, part) in zip(notices, told[file] ?? []) {
            #expect(notice.contains(part) && notice.contains("'\(file)'"), "\(notice)")
        }
    }

    @Test func `all written kinds of checkpoints are there`() {
        #expect(ModelBench.names(in: "checkpoints").count >= 25)
        #expect(ModelBench.names(in: "refused").count >= 15)
    }

    @Test(arguments: [
        "float64", "float16", "bfloat16", "whole_beside", "float8_beside", "complex_beside", "prefixed",
    ]) func `safetensors has every type of numbers that a state dict has`(name: String) throws {
        let bench = try ModelBench()
        let file = "safetensors/\(name).safetensors"
        try bench.use(file)
        let (numbers, notices, failures) = try bench.loaded(bench.oneLayer(file))
        #expect(failures == [])
        #expect(numbers == Self.layer)
        let passedOver = [
            "whole_beside": [
                "bn.num_batches_tracked", "count_bool", "count_int16", "count_int32", "count_int64",
                "count_int8", "count_uint16", "count_uint32", "count_uint64", "count_uint8",
            ], "float8_beside": ["other", "scale"], "complex_beside": ["phase"],
        ]
        #expect(notices.count == (passedOver[name] == nil ? 0 : 1), "\(notices)")
        for tensor in passedOver[name] ?? [] { #expect(notices.first?.contains("'\(tensor)'") == true) }
    }

    @Test(arguments: [
        (
            "ema.pth",
            "it holds several dictionaries that fit the layers, 'model' and 'ema': choose one with 'key:', such as key: \"model\""
        ),
        (
            "nested_ema.pth",
            "it has the layers 'model.fc', 'ema.fc', but the network has 1 with parameters; 'key:' takes those whose names begin alike, such as key: \"model\""
        ),
        (
            "deep.pth",
            "it holds several dictionaries that fit the layers, 'best.model' and 'last.model': choose one with 'key:', such as key: \"best.model\""
        ),
        (
            "flat_ema.pth",
            "it has the layers 'net.fc', 'ema.fc', but the network has 1 with parameters; 'key:' takes those whose names begin alike, such as key: \"net\""
        ),
        (
            "module.pth",
            "its 'model' is a whole module, 'torch.nn.modules.container.Sequential', which is code by name; in PyTorch, save its 'state_dict()' and not the model itself"
        ),
        (
            "module_5.pth",
            "it is a whole module, 'torch.nn.modules.container.Sequential', which is code by name; in PyTorch, save its 'state_dict()' and not the model itself"
        ),
        (
            "script.pth",
            "it is a TorchScript archive, a program; in PyTorch, save 'torch.jit.load(path).state_dict()' and load that"
        ),
        ("tensor.pth", "it holds no state dict: it is a tensor"),
        ("tensors.pth", "it holds no state dict: it has '0' (a tensor), '1' (a tensor)"),
        ("optimizer.pth", "it holds no state dict: it has 'state' (a dictionary), 'param_groups' (a list)"),
        (
            "batch_norm.pth",
            "it has the layers '0', '1', '3', but the network has 1 with parameters; '1' is batch normalization, for which the network has no 'batchNorm2d'"
        ),
        ("whole_numbers.pth", "its 'fc.bias' has whole numbers, which no layer takes"),
        ("nan.pth", "its 'fc.weight' has NaN among its numbers"),
        ("infinite.pth", "its 'fc.weight' has an infinite number"),
        ("large.pth", "its 'fc.weight' has a number that is too large for Float32"),
        ("legacy_4.pth", "it is a file of PyTorch before 1.6; load it there and save it again"),
    ]) func `no state dict, or more than one, is refused with advice`(
        file: String, expected: String
    ) throws {
        let bench = try ModelBench()
        try bench.use("refused/" + file)
        let (source, found) = bench.experiment.diagnose(bench.oneLayer("refused/" + file))
        source.expect(found, ["loadModel.file: 'refused/\(file)' cannot be loaded: \(expected)"])
    }

    @Test(
        arguments: [
            ("refused/ema.pth", "model", 1), ("refused/ema.pth", "ema", -1),
            ("refused/nested_ema.pth", "model", 1), ("refused/nested_ema.pth", "ema", -1),
            ("refused/nested_ema.pth", "ema.fc", -1), ("refused/deep.pth", "best", 1),
            ("refused/deep.pth", "last", -1), ("refused/deep.pth", "last.model", -1),
            ("refused/flat_ema.pth", "net", 1), ("refused/flat_ema.pth", "ema", -1),
            ("safetensors/ema.safetensors", "net", 1), ("safetensors/ema.safetensors", "ema", -1),
            ("checkpoints/same.pth", "best", 1), ("checkpoints/list.pth", "0", 1),
            ("checkpoints/lightning.pth", "state_dict", 1),
            ("checkpoints/lightning.pth", "state_dict.model", 1),
        ] as [(String, String, Float)]) func `a key selects what is read`(
            file: String, key: String, sign: Float
        ) throws
    {
        let bench = try ModelBench()
        try bench.use(file)
        let (numbers, notices, failures) = try bench.loaded(bench.oneLayer(file, ", key: \"\(key)\""))
        #expect(failures == [])
        #expect(numbers == Self.layer.map { $0.map { $0 * sign } })
        #expect(notices == [])
    }

    @Test func `a key that the file does not have is found before anything runs`() throws {
        let bench = try ModelBench()
        try bench.use("refused/ema.pth")
        let (source, found) = bench.experiment.diagnose(bench.oneLayer("refused/ema.pth", ", key: \"modle\""))
        source.expect(
            found,
            [
                "loadModel.file: 'refused/ema.pth' cannot be loaded: it has nothing under the key 'modle'; it has 'model', 'ema'; did you mean \"model\"?"
            ])
        let (other, more) = bench.experiment.diagnose(
            "let a = loadModel(\"refused/ema.pth\", key: ‹\"ema\"›)")
        other.expect(more, ["loadModel.description: 'key' goes with 'for' and 'layers'"])
    }

    @Test(arguments: [
        "checkpoints/parallel.pth", "checkpoints/compiled.pth", "checkpoints/both.pth",
        "checkpoints/lightning.pth", "safetensors/prefixed.safetensors",
    ]) func `a name may omit the common prefix of all names`(file: String) throws {
        let bench = try ModelBench()
        try bench.use(file)
        let (numbers, notices, failures) = try bench.loaded(bench.oneLayer(file, ", names: [\"fc\"]"))
        #expect(failures == [])
        #expect(numbers == Self.layer)
        #expect(notices == [])
    }

    @Test func `a tensor or a parameter of something unknown stays unknown, and the rest is read`() throws {
        let bench = try ModelBench()
        var archive = PickledArchive()
        let unknown = PickledArchive.call("somebody", "Thing", [])
        let layer: [(key: String, value: Data)] = [
            ("fc.weight", archive.tensor([2, 2], Self.layer[0])),
            ("fc.bias", archive.tensor([2], Self.layer[1])),
        ]
        let sizes = PickledArchive.tuple([PickledArchive.integer(1)])
        let file = archive.encoded(
            PickledArchive.dictionary([
                ("mask", PickledArchive.call("torch._utils", "_rebuild_parameter", [unknown])),
                ("scale", PickledArchive.call("torch._utils", "_rebuild_parameter_with_state", [unknown])),
                ("empty", PickledArchive.call("torch._utils", "_rebuild_parameter", [])),
                (
                    "shared",
                    PickledArchive.call(
                        "torch._utils", "_rebuild_tensor_v2",
                        [unknown, PickledArchive.integer(0), sizes, sizes])
                ),
                ("model", PickledArchive.dictionary(layer)),
            ]))
        try bench.experiment.folder.write(file, to: "net.pt")
        let (numbers, notices, failures) = try bench.loaded(bench.oneLayer("net.pt"))
        #expect(failures == [])
        #expect(numbers == Self.layer)
        #expect(notices == [])
    }

    @Test func `more dictionaries than any network has are refused`() throws {
        let bench = try ModelBench()
        var archive = PickledArchive()
        let weight = PickledArchive.remembered(archive.tensor([2, 2], Self.layer[0]), as: 1)
        let other = PickledArchive.dictionary([("weight", PickledArchive.reference(to: 1))])
        try bench.experiment.folder.write(
            archive.encoded(
                PickledArchive.list(
                    [PickledArchive.dictionary([("weight", weight)])] + Array(repeating: other, count: 10_000)
                )),
            to: "net.pt")
        #expect(
            bench.refusal(bench.oneLayer("net.pt"))?.contains(
                "it holds 10001 dictionaries with layers, and at most 10000 are looked at") == true)
        // Few of them, but many tensors, each of which lies in all dictionaries around it.
        let many = (0..<5000).map { (key: "\($0).weight", value: PickledArchive.reference(to: 1)) }
        var value = PickledArchive.dictionary([("fc.weight", weight)] + many)
        for _ in 0..<30 {
            value = PickledArchive.dictionary([
                ("a", value),
                ("b", PickledArchive.dictionary([("fc.weight", PickledArchive.reference(to: 1))])),
            ])
        }
        try bench.experiment.folder.write(archive.encoded(value), to: "net.pt")
        #expect(
            bench.refusal(bench.oneLayer("net.pt"))?.contains(
                "it holds too many tensors in dictionaries within dictionaries") == true)
    }

    @Test func `nothing in a pickle is executed`() throws {
        let bench = try ModelBench()
        try bench.use("evil.pt")
        #expect(
            bench.refusal(bench.oneLayer("evil.pt"))
                == "'evil.pt' cannot be loaded: it holds no state dict: it has 'fc.weight' (something of 'posix.system')"
        )
        #expect(!FileManager.default.fileExists(atPath: bench.experiment.folder.path + "/evil"))
        #expect(!FileManager.default.fileExists(atPath: "evil"))
    }
}
