import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing

/// Checkpoints with unusual dictionaries, keys or tensors.
struct ForeignCheckpointTests {
    private static let layer: [[Float]] = [[1.5, -2.25, 0.5, 3], [0.125, -1]]

    /// The state dict of one layer, and what a test puts in it beside that.
    private static func layer(
        in archive: inout PickledArchive, _ more: [(key: String, value: Data)] = []
    ) -> Data {
        PickledArchive.dictionary(
            [
                ("fc.weight", archive.tensor([2, 2], layer[0])),
                ("fc.bias", archive.tensor([2], layer[1])),
            ] + more)
    }

    private func load(_ file: Data, _ more: String = "") throws -> (
        numbers: [[Float]], notices: [String], failures: [String]
    ) {
        let bench = try ModelBench()
        try bench.experiment.folder.write(file, to: "net.pt")
        return try bench.loaded(bench.oneLayer("net.pt", more))
    }

    private func refusal(_ file: Data, _ more: String = "") throws -> String {
        let bench = try ModelBench()
        try bench.experiment.folder.write(file, to: "net.pt")
        return bench.refusal(bench.oneLayer("net.pt", more)) ?? "read"
    }

    /// Keys as pickles have them, with the names that they get.
    static let keys: [(name: String, part: Data)] = {
        let bytes = PickledArchive.call(
            "_codecs", "encode", [PickledArchive.text("model"), PickledArchive.text("latin1")])
        let type = PickledArchive.call("numpy", "dtype", [PickledArchive.text("U2")])
        let letters = PickledArchive.call(
            "_codecs", "encode",
            [PickledArchive.text("e\0\0\0m\0\0\0"), PickledArchive.text("latin1")])
        return [
            ("None", Data("N".utf8)), ("True", Data([0x88])),
            ("1.5", Data([UInt8(ascii: "G"), 0x3F, 0xF8, 0, 0, 0, 0, 0, 0])),
            (
                "('fold', 1)",
                PickledArchive.tuple([PickledArchive.text("fold"), PickledArchive.integer(1)])
            ),
            ("model", bytes), ("raw", Data("C".utf8) + Data([3]) + Data("raw".utf8)),
            ("em", PickledArchive.call("numpy.core.multiarray", "scalar", [type, letters])),
            ("project.Stage(2)", PickledArchive.call("project", "Stage", [PickledArchive.integer(2)])),
            ("builtins.int", PickledArchive.global("builtins", "int")),
        ]
    }()

    @Test(arguments: keys.map(\.name)) func `a key that is not a string leads to its value`(name: String)
        throws
    {
        let key = try #require(Self.keys.first { $0.name == name }).part
        var archive = PickledArchive()
        let layer = Self.layer(in: &archive)
        let single = archive.encoded(PickledArchive.filled(Data("}".utf8), [(key, layer)]))
        let (numbers, notices, failures) = try load(single)
        #expect(failures == [])
        #expect(numbers == Self.layer)
        #expect(notices == [])
        // With another one beside it, the message says names that 'key:' takes.
        let two = archive.encoded(
            PickledArchive.filled(
                Data("}".utf8), [(key, layer), (PickledArchive.text("other"), Self.layer(in: &archive))]))
        let refusal = try refusal(two)
        #expect(refusal.contains("fit the layers, '\(name)' and 'other'"), "\(refusal)")
        let chosen = try load(two, ", key: \"\(name)\"")
        #expect(chosen.failures == [])
        #expect(chosen.numbers == Self.layer)
    }

    @Test func `keys that cannot be distinguished are counted`() throws {
        var archive = PickledArchive()
        let key = PickledArchive.call("project", "Stage", [])
        let entries = [
            (key: key, value: Self.layer(in: &archive)), (key: key, value: Self.layer(in: &archive)),
        ]
        let refusal = try refusal(archive.encoded(PickledArchive.filled(Data("}".utf8), entries)))
        #expect(refusal.contains("'project.Stage' and 'project.Stage (2)'"), "\(refusal)")
    }

    @Test func `subclasses of dictionaries and members of objects are searched`() throws {
        var archive = PickledArchive()
        let layer = Self.layer(in: &archive)
        let entry = [(key: PickledArchive.text("model"), value: layer)]
        let counting = PickledArchive.call(
            "collections", "defaultdict", [PickledArchive.global("builtins", "dict")])
        let own = PickledArchive.global("easydict", "EasyDict") + Data(")".utf8) + Data([0x81])
        let members =
            PickledArchive.call("argparse", "Namespace", [])
            + PickledArchive.dictionary([("model", layer), ("epoch", PickledArchive.integer(3))])
            + Data("b".utf8)
        let old = PickledArchive.call(
            "copy_reg", "_reconstructor",
            [
                PickledArchive.global("project", "Dictionary"), PickledArchive.global("builtins", "dict"),
                PickledArchive.dictionary([("model", layer)]),
            ])
        for part in [
            PickledArchive.filled(counting, entry), PickledArchive.filled(own, entry), members, old,
            PickledArchive.dictionary([("best", PickledArchive.filled(own, entry))]),
        ] {
            let (numbers, _, failures) = try load(archive.encoded(part))
            #expect(failures == [])
            #expect(numbers == Self.layer)
        }
    }

    @Test(arguments: [
        (
            "numpy._core.multiarray", "_reconstruct",
            "NumPy arrays; in Python, save {name: torch.from_numpy(array)"
        ), ("numpy.core.multiarray", "_reconstruct", "NumPy arrays"),
        ("torch._utils", "_rebuild_qtensor", "quantized tensors; in PyTorch, save"),
        ("torch._utils", "_rebuild_sparse_tensor", "sparse tensors"),
        ("torch._utils", "_rebuild_device_tensor_from_numpy", "tensors of another device"),
        ("torch._utils", "_rebuild_meta_tensor_no_storage", "tensors of the device 'meta'"),
    ]) func `replacements of tensors are named, with how to save them`(
        module: String, function: String, expected: String
    ) throws {
        let part = PickledArchive.call(module, function, [])
        let state = PickledArchive.dictionary([("fc.weight", part), ("fc.bias", part)])
        let refusal = try refusal(
            PickledArchive().encoded(PickledArchive.dictionary([("state", state)])))
        #expect(
            refusal.contains("its 'state' holds no tensors of layers, but \(expected)"), "\(refusal)")
    }

    @Test func `lists of numbers instead of tensors are named`() throws {
        let list = PickledArchive.list([PickledArchive.integer(1), PickledArchive.integer(2)])
        let refusal = try refusal(PickledArchive().encoded(PickledArchive.dictionary([("fc.bias", list)])))
        #expect(
            refusal.contains("it holds no tensors of layers, but lists of numbers; in Python, save"),
            "\(refusal)")
    }

    @Test(arguments: [
        ("weight_orig", "its 'fc' is pruned; in PyTorch, call torch.nn.utils.prune.remove(module, 'weight')"),
        ("weight_g", "its 'fc' is weight-normed; in PyTorch, call torch.nn.utils.remove_weight_norm(module)"),
        ("weight_u", "its 'fc' is spectrally normalized"),
        ("parametrizations.weight.original0", "torch.nn.utils.parametrize.remove_parametrizations(module"),
        ("kernel", "its 'fc.kernel' is a weight as Flax and Keras keep it"),
        ("kernel:0", "its 'fc.kernel:0' is a weight as Flax and Keras keep it"),
        ("lora_A", "its 'fc' has a LoRA adapter"),
    ]) func `a network in a training-only form is answered by how to convert it`(
        kind: String, expected: String
    ) throws {
        // With a bias that makes it a layer, and without.
        for isLayer in [true, false] {
            var archive = PickledArchive()
            var entries = [(key: "fc.\(kind)", value: archive.tensor([2, 2], Self.layer[0]))]
            if kind == "weight_u" {
                entries.insert(("fc.weight_orig", archive.tensor([2, 2], Self.layer[0])), at: 0)
            }
            if isLayer { entries.append(("fc.bias", archive.tensor([2], Self.layer[1]))) }
            let refusal = try refusal(archive.encoded(PickledArchive.dictionary(entries)))
            #expect(refusal.contains(expected), "\(refusal)")
        }
    }

    @Test func `a quantized weight is reported before the tensors beside it`() throws {
        for (name, advice) in [
            ("scale", "; 'fc.scale' beside it says that it is quantized: save the network as it was before"),
            ("other", ""),
        ] {
            var archive = PickledArchive()
            let entries = [
                (key: "fc.weight", value: archive.tensor([2, 2], Data(count: 4), storage: "ByteStorage")),
                (key: "fc.bias", value: archive.tensor([2], Self.layer[1])),
                (key: "fc.\(name)", value: archive.tensor([1], [0.5])),
            ]
            #expect(
                try refusal(archive.encoded(PickledArchive.dictionary(entries)))
                    == "'net.pt' cannot be loaded: its 'fc.weight' has whole numbers, which no layer takes\(advice)"
            )
        }
    }

    @Test func `tensors outside the named layers are skipped, with a notice`()
        throws
    {
        var archive = PickledArchive()
        let state = Self.layer(
            in: &archive,
            [
                ("loss.weight", archive.tensor([3], [1, 2, 3])), ("norm.scale", archive.tensor([], [1])),
                ("anchors", archive.tensor([1, 2], [1, 2])),
            ])
        let file = archive.encoded(state)
        let without = try refusal(file)
        #expect(without.hasSuffix("; 'names:' says which of them it takes"), "\(without)")
        let (numbers, notices, failures) = try load(file, ", names: [\"fc\"]")
        #expect(failures == [])
        #expect(numbers == Self.layer)
        #expect(
            notices == [
                "Of 'net.pt' was passed over what no layer takes: 'loss.weight', 'norm.scale', 'anchors'."
            ])
    }

    /// The ways in which a state dict is converted or averaged make a float of the counter.
    @Test(arguments: ["FloatStorage", "DoubleStorage", "HalfStorage", "BFloat16Storage", "LongStorage"])
    func `a counter of batches is passed over, whatever its type`(storage: String) throws {
        let sizes = ["FloatStorage": 4, "DoubleStorage": 8, "LongStorage": 8]
        for (name, shape) in [
            ("bn.num_batches_tracked", []), ("fc.num_batches_tracked", []), ("num_batches_tracked", [1]),
        ] as [(String, [Int])] {
            for prefix in ["", "module."] {
                var archive = PickledArchive()
                let state = PickledArchive.dictionary([
                    (prefix + "fc.weight", archive.tensor([2, 2], Self.layer[0])),
                    (prefix + "fc.bias", archive.tensor([2], Self.layer[1])),
                    (
                        prefix + name,
                        archive.tensor(shape, Data(count: sizes[storage] ?? 2), storage: storage)
                    ),
                ])
                for more in ["", ", names: [\"fc\"]"] {
                    let (numbers, notices, failures) = try load(archive.encoded(state), more)
                    #expect(failures == [], "\(prefix)\(name)\(more)")
                    #expect(numbers == Self.layer)
                    #expect(
                        notices == [
                            "Of 'net.pt' was passed over what no layer takes: '\(prefix)\(name)'."
                        ])
                }
            }
        }
    }

    @Test func `a counter of batches in safetensors is passed over, whatever its type`() throws {
        for (type, size) in [("F32", 4), ("F64", 8), ("F16", 2), ("BF16", 2), ("I64", 8)] {
            let bench = try ModelBench()
            var file = ForeignSafeTensors()
            file.add("fc.weight", [2, 2], Self.layer[0])
            file.add("fc.bias", [2], Self.layer[1])
            file.tensors.append(("bn.num_batches_tracked", type, [], Data(count: size)))
            try bench.experiment.folder.write(file.encoded, to: "net.safetensors")
            let (numbers, notices, failures) = try bench.loaded(bench.oneLayer("net.safetensors"))
            #expect(failures == [], "\(type)")
            #expect(numbers == Self.layer)
            #expect(notices.count == 1 && notices[0].contains("'bn.num_batches_tracked'"), "\(notices)")
        }
    }

    @Test func `a counter of several numbers is none`() throws {
        var archive = PickledArchive()
        let state = Self.layer(in: &archive, [("bn.num_batches_tracked", archive.tensor([2], [1, 2]))])
        let refusal = try refusal(archive.encoded(state))
        #expect(
            refusal.contains("its tensor 'bn.num_batches_tracked' belongs to no known layer"), "\(refusal)")
    }

    /// A network may compute with each of these.
    @Test(
        arguments: [
            ("fc.scale", []), ("act.alpha", []), ("norm.mean", []), ("temperature", [1]),
            ("temperature", []), ("module.temperature", []), ("module.best_acc1", []),
            ("mean", [1, 1, 1, 1]),
            ("act.slope", [1]),
        ] as [(String, [Int])]) func `a single number is passed over only where the layers are named`(
            name: String, shape: [Int]
        ) throws
    {
        var archive = PickledArchive()
        let further = archive.tensor(shape, [0.5])
        let state = Self.layer(in: &archive, [(name, further)])
        let file = archive.encoded(state)
        #expect(
            try refusal(file)
                == "'net.pt' cannot be loaded: its tensor '\(name)' belongs to no known layer; where the network does without it, give the layers' names with 'names:'"
        )
        let (numbers, notices, failures) = try load(file, ", names: [\"fc\"]")
        #expect(failures == [])
        #expect(numbers == Self.layer)
        #expect(notices == ["Of 'net.pt' was passed over what no layer takes: '\(name)'."])
    }

    @Test(arguments: [
        ("fc.scale", "its tensor 'fc.scale' belongs to no known layer"),
        ("fc.inner.weight", "it has the layers 'fc', 'fc.inner'"),
        ("norm.running_mean", "'norm' is batch normalization, for which the network has no 'batchNorm2d'"),
    ]) func `tensors that affect the named layers are not skipped`(
        name: String, expected: String
    ) throws {
        var archive = PickledArchive()
        let state = Self.layer(in: &archive, [(name, archive.tensor([2], [1, 2]))])
        let refusal = try refusal(archive.encoded(state), ", names: [\"fc\"]")
        #expect(refusal.contains(expected), "\(refusal)")
    }

    @Test(arguments: [
        ("ema.shadows", "it has nothing under the key 'ema.shadows'; under 'ema' it has 'ema.shadow'"),
        ("MODEL", "it has nothing under the key 'MODEL'; it has 'model', 'ema'; did you mean \"model\"?"),
        ("ema.", "a key neither begins nor ends with a point: write key: \"ema\" in place of \"ema.\""),
        ("entirely.other", "it has nothing under the key 'entirely.other'; it has 'model', 'ema'"),
    ]) func `an unknown key is answered by the keys beside it`(key: String, expected: String)
        throws
    {
        var archive = PickledArchive()
        let file = archive.encoded(
            PickledArchive.dictionary([
                ("model", Self.layer(in: &archive)),
                ("ema", PickledArchive.dictionary([("shadow", Self.layer(in: &archive))])),
            ]))
        let refusal = try refusal(file, ", key: \"\(key)\"")
        #expect(refusal.contains("cannot be loaded: \(expected)"), "\(refusal)")
    }

    @Test func `a key of a single layer is reported`() throws {
        let bench = try ModelBench()
        try bench.use("ordered/words.pt")
        #expect(
            bench.refusal(bench.fourLayers("ordered/words.pt", ", key: \"one\""))
                == "'ordered/words.pt' cannot be loaded: its 'one' is a single layer, but the network has 4 with parameters; 'key:' takes what the names of all of them begin with"
        )
    }

    @Test(arguments: [
        ("refused/module.pth", "its 'model' is a whole module"), ("whole.pt", "it is a whole module"),
        ("refused/tensor.pth", "it holds no state dict: it is a tensor"),
    ]) func `a file that no notebook can read either is not referred to a notebook`(
        file: String, expected: String
    ) throws {
        let data = try Data(contentsOf: ModelBench.fixtures.appending(path: file))
        let problem = #expect(throws: ModelFileProblem.self) { try SavedModel(decoding: data, threads: 1) }
        #expect(problem?.description.hasPrefix(expected) == true, "\(problem?.description ?? "")")
    }
}
