import Foundation
import NeuralNet
import TestSupport
import Testing

/// What `key:` finds in a checkpoint, and what the messages say that it should be.
struct CheckpointKeyTests {
    private typealias Entry = (key: String, value: Data)

    private static let layer: [[Float]] = [[1.5, -2.25, 0.5, 3], [0.125, -1]]

    /// The tensors of one layer.
    private static func layer(
        _ name: String = "fc", in archive: inout PickledArchive, sign: Float = 1
    ) -> [(key: String, value: Data)] {
        [
            (name + ".weight", archive.tensor([2, 2], layer[0].map { $0 * sign })),
            (name + ".bias", archive.tensor([2], layer[1].map { $0 * sign })),
        ]
    }

    /// An object with the members of a module.
    private static let module =
        PickledArchive.call("project", "Net", [])
        + PickledArchive.dictionary([
            ("_parameters", PickledArchive.dictionary([])), ("_modules", PickledArchive.dictionary([])),
        ]) + Data("b".utf8)

    private static let array = PickledArchive.call("numpy._core.multiarray", "_reconstruct", [])

    private func load(_ file: Data, _ more: String = "") throws -> (numbers: [[Float]], failures: [String]) {
        let bench = try ModelBench()
        try bench.experiment.folder.write(file, to: "net.pt")
        let (numbers, _, failures) = try bench.loaded(bench.oneLayer("net.pt", more))
        return (numbers, failures)
    }

    private func refusal(_ file: Data, _ more: String = "") throws -> String {
        let bench = try ModelBench()
        try bench.experiment.folder.write(file, to: "net.pt")
        return bench.refusal(bench.oneLayer("net.pt", more)) ?? "read"
    }

    /// The key that a message suggests.
    private func suggestion(in message: String) throws -> String {
        let rest = message[try #require(message.firstRange(of: "such as key: \"")).upperBound...]
        return String(rest.prefix { $0 != "\"" })
    }

    /// Two networks in one dictionary, at places as training scripts have them.
    @Test(arguments: ["", "module."], ["", "state_dict", "outer.state_dict"])
    func `the key that a message suggests is one that is read`(prefix: String, place: String) throws {
        var archive = PickledArchive()
        var state = PickledArchive.dictionary(
            Self.layer(prefix + "student.fc", in: &archive)
                + Self.layer(prefix + "teacher.fc", in: &archive, sign: -1))
        for name in place.split(separator: ".").reversed() {
            state = PickledArchive.dictionary([
                (String(name), state), ("epoch", PickledArchive.integer(1)),
            ])
        }
        let file = archive.encoded(state)
        let key = try suggestion(in: refusal(file))
        #expect(key == (place.isEmpty ? "" : place + ".") + prefix + "student")
        let (numbers, failures) = try load(file, ", key: \"\(key)\"")
        #expect(failures == [])
        #expect(numbers == Self.layer)
        // The same within the only dictionary.
        let inner = try load(file, ", key: \"\(prefix)teacher\"")
        #expect(inner.failures == [])
        #expect(inner.numbers == Self.layer.map { $0.map { -$0 } })
    }

    @Test func `a prefix in several dictionaries is answered by keys that are read`() throws {
        var archive = PickledArchive()
        let (last, best) = (
            Self.layer("module.fc", in: &archive), Self.layer("module.fc", in: &archive, sign: -1)
        )
        let file = archive.encoded(
            PickledArchive.dictionary([
                ("last", PickledArchive.dictionary(last)), ("best", PickledArchive.dictionary(best)),
            ]))
        let message = try refusal(file, ", key: \"module\"")
        #expect(message.contains("'last.module' and 'best.module'"), "\(message)")
        let (numbers, failures) = try load(file, ", key: \"\(suggestion(in: message))\"")
        #expect(failures == [])
        #expect(numbers == Self.layer)
    }

    /// What is there under the key `model`, and what the message says of it.
    private static let others: [(name: String, value: Data, expected: String)] = [
        (
            "module", module,
            "its 'model' is a whole module, 'project.Net', which is code by name; in PyTorch, save its 'state_dict()' and not the model itself"
        ),
        (
            "arrays", PickledArchive.dictionary([("fc.weight", array), ("fc.bias", array)]),
            "its 'model' holds no tensors of layers, but NumPy arrays; in Python, save"
        ),
        (
            "object", PickledArchive.call("argparse", "Namespace", []),
            "its 'model' holds no state dict: it is something of 'argparse.Namespace'; in PyTorch, save the network's 'state_dict()' with torch.save"
        ),
        ("number", PickledArchive.integer(3), "its 'model' holds no state dict: it is a number"),
        ("nothing", Data("N".utf8), "its 'model' holds no state dict: it is None"),
        ("empty", PickledArchive.dictionary([]), "its 'model' holds no state dict: it is empty"),
        (
            "parts", PickledArchive.dictionary([("net", module), ("epoch", PickledArchive.integer(3))]),
            "its 'model' holds no state dict: it has 'net' (a whole module), 'epoch' (a number); in PyTorch, save the 'state_dict()' of a module"
        ),
    ]

    @Test(arguments: others.map(\.name)) func `something else under a key is said, with what helps`(
        name: String
    ) throws {
        let (_, value, expected) = try #require(Self.others.first { $0.name == name })
        let alone = PickledArchive().encoded(PickledArchive.dictionary([("model", value)]))
        let message = try refusal(alone, ", key: \"model\"")
        #expect(message.hasPrefix("'net.pt' cannot be loaded: \(expected)"), "\(message)")
        // A prefix of the same name in another dictionary is not taken for it.
        var archive = PickledArchive()
        let state = PickledArchive.dictionary(Self.layer("model.fc", in: &archive))
        let beside = archive.encoded(PickledArchive.dictionary([("model", value), ("state", state)]))
        let other = try refusal(beside, ", key: \"model\"")
        #expect(other.hasPrefix("'net.pt' cannot be loaded: \(expected)"), "\(other)")
        #expect(other.hasSuffix("; it has layers under 'state'"), "\(other)")
    }

    @Test func `a tensor under a key is said, in a pickle and in safetensors`() throws {
        var archive = PickledArchive()
        let loss = archive.tensor([], [0.5])
        let file = archive.encoded(
            PickledArchive.dictionary([
                ("loss", loss), ("net", PickledArchive.dictionary(Self.layer(in: &archive))),
            ]))
        #expect(
            try refusal(file, ", key: \"loss\"")
                == "'net.pt' cannot be loaded: its 'loss' holds no state dict: it is a tensor; 'key:' takes what the names of all layers begin with; it has layers under 'net'"
        )
        var tensors = ForeignSafeTensors()
        tensors.add("fc.weight", [2, 2], Self.layer[0])
        tensors.add("fc.bias", [2], Self.layer[1])
        let bench = try ModelBench()
        try bench.experiment.folder.write(tensors.encoded, to: "net.safetensors")
        #expect(
            bench.refusal(bench.oneLayer("net.safetensors", ", key: \"fc.bias\""))
                == "'net.safetensors' cannot be loaded: its 'fc.bias' is a tensor; 'key:' takes what the names of all layers begin with; it has layers under 'fc'"
        )
    }

    @Test func `a key of nothing in a file without layers is answered by what the file has`() throws {
        let file = PickledArchive().encoded(
            PickledArchive.dictionary([("epoch", PickledArchive.integer(3))]))
        #expect(
            try refusal(file, ", key: \"model\"")
                == "'net.pt' cannot be loaded: it has nothing under the key 'model', and it holds no state dict: it has 'epoch' (a number)"
        )
    }

    @Test func `the tensors outside all dictionaries are called so`() throws {
        var archive = PickledArchive()
        let ema = PickledArchive.dictionary(Self.layer(in: &archive, sign: -1))
        let own = Self.layer(in: &archive)
        let file = archive.encoded(PickledArchive.dictionary(own + [("ema", ema)]))
        #expect(
            try refusal(file)
                == "'net.pt' cannot be loaded: it holds several dictionaries that fit the layers, the file's own tensors and 'ema': choose one with 'key:', such as key: \"ema\"; key: \"\" takes those outside its dictionaries"
        )
        #expect(try load(file, ", key: \"\"").numbers == Self.layer)
        #expect(try load(file, ", key: \"ema\"").numbers == Self.layer.map { $0.map { -$0 } })
    }
}
