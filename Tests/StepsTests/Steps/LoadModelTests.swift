import CZlib
import Diagnostics
import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

/// `loadModel`: networks that PyTorch saved, whose files are in `Fixtures`, and our own.
struct LoadModelTests {
    let experiment: Experiment

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// Images of 1 × 2 pixels in two classes, and every fixture beside them.
    init() throws {
        experiment = try Experiment()
        for label in ["a", "b"] {
            for number in 0..<2 {
                try experiment.folder.write(
                    .graymap(2, 1, [UInt8(number), 200]), to: "set/\(label)/\(number).pgm")
                try experiment.folder.write(
                    .graymap(4, 4, (0..<16).map { UInt8($0 * 10 + number) }),
                    to: "squares/\(label)/\(number).pgm")
            }
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path)
        where file.hasSuffix(".pt") {
            try experiment.folder.write(try Data(contentsOf: Self.fixtures.appending(path: file)), to: file)
        }
    }

    private static let set = "let set = load(from: \"set\", split: 0.5)\n"

    private func cell(_ arguments: String) -> String {
        Self.set + "let model = loadModel(\(arguments), for: set, layers: [flatten, dense(2)])\n"
    }

    /// The numbers of a file's dense layer as the engine has them.
    private func parameters(_ file: String, _ more: String = "") throws -> [[Float]] {
        let run = try experiment.run(
            cell("\"\(file)\"\(more)")
                + "save(model, to: \"out.safetensors\")\nlet r = evaluate(model, on: set)")
        #expect(run.failures == [], "\(file)")
        let saved = try SafeTensors(decoding: experiment.folder.data("output/out.safetensors"))
        return saved.entries.map { $0.tensor?.values ?? [] }
    }

    @Test(arguments: [
        "float32", "torch_1_13", "float64", "float16", "bfloat16", "protocol_4", "checkpoint", "transposed",
        "parameters",
    ]) func `every kind of state dict that torch.save writes is read`(name: String) throws {
        #expect(try parameters(name + ".pt") == [[1.5, -2.25, 0.5, 3], [0.125, -1]])
    }

    @Test(arguments: ["net.pt", "net.safetensors"])
    func `a file of save is read without any description of the network`(file: String) throws {
        let training = """
            let set = normalize(load(from: "set", split: 0.5), mean: 0.25, std: 0.5)
            let trained = train(set, layers: [flatten, dense(2)])

            """
        let saved = try experiment.run(training + "save(trained, to: \"\(file)\", names: [\"only\"])")
        #expect(saved.failures == [])
        try experiment.folder.write(experiment.folder.data("output/\(file)"), to: file)
        let run = try experiment.run(
            training + """
                let loaded = loadModel("\(file)")
                let before = evaluate(trained, on: set)
                let after = evaluate(loaded, on: set)
                """)
        #expect(run.failures == [])
        #expect(run.number("before.loss") == run.number("after.loss"))
        #expect(run.value("loaded.parameters") == .integer(6))
        // What it says is known while checking.
        let (source, found) = experiment.diagnose(
            """
            let set = load(from: "set", split: 0.5)
            let result = evaluate(loadModel("\(file)"), on: ‹set›)
            """)
        source.expect(
            found,
            [
                "evaluate.normalization: the network was trained on images that are normalized with mean 0.25 and std 0.5, but these are not normalized"
            ])
    }

    @Test func `a network is described completely or not at all`() throws {
        let (source, found) = experiment.diagnose(
            """
            let set = load(from: "set", split: 0.5)
            let a = loadModel("float32.pt", for: ‹set›)
            let b = loadModel("float32.pt", layers: ‹[flatten, dense(2)]›)
            let c = loadModel("float32.pt", names: ‹["fc"]›)
            let d = loadModel(‹"float32.pt"›)
            """)
        source.expect(
            found,
            [
                "loadModel.description: 'for' goes with 'layers'",
                "loadModel.description: 'layers' goes with 'for'",
                "loadModel.description: 'names' goes with 'for' and 'layers'",
                "loadModel.file: 'float32.pt' cannot be loaded: it does not say what layers it has; 'loadModel' in a notebook reads it with 'for:' and 'layers:'",
            ])
    }

    @Test func `a network of torch.nn.Sequential gives the numbers that PyTorch has`() throws {
        let run = try experiment.run(
            """
            let squares = load(from: "squares", split: 0.5)
            let model = loadModel("sequential.pt", for: squares, layers: [conv2d(2, kernel: 3), relu, flatten, dense(2)])
            let named = loadModel("sequential.pt", for: squares, layers: [conv2d(2, kernel: 3), relu, flatten, dense(2)], names: ["0", "3"])
            save(model, to: "a/net.pt")
            save(named, to: "b/net.pt")
            show(parameters: model.parameters)
            """)
        #expect(run.failures == [])
        #expect(run.number("model.parameters") == 38)
        #expect(run.number("model.history.epochs") == 0)
        let files = run.steps.flatMap(\.files)
        #expect(files.map(\.path) == ["a/net.pt", "b/net.pt"])
        #expect(files.first?.hash == files.last?.hash)
        // Its numbers again: each tensor's file is as PyTorch wrote it.
        let (original, again) = (
            try experiment.folder.data("sequential.pt"), try experiment.folder.data("output/a/net.pt")
        )
        let tensors = try #require(run.steps.count == 6 ? run.value("model") : nil)
        guard case .artifact(let stored) = tensors else { return }
        for entry in try SafeTensors(decoding: stored.packed.blob("parameters").data()).entries {
            #expect(original.range(of: entry.bytes) != nil, "\(entry.name)")
            #expect(again.range(of: entry.bytes) != nil, "\(entry.name)")
        }
    }

    @Test(arguments: [".pt", ".safetensors"], ["", ", names: [\"features.0\", \"head\"]"])
    func `a network that was saved and loaded predicts the same`(ending: String, names: String) throws {
        let layers = "layers: [conv2d(3, kernel: 2), relu, flatten, dense(10)]"
        let data = "let digits = normalize(load(\"builtin\", train: 60, test: 30))\n"
        let first = try experiment.run(
            data
                + "let model = train(digits, \(layers))\nsave(model, to: \"net\(ending)\"\(names))\nlet r = evaluate(model, on: digits)"
        )
        #expect(first.failures == [])
        try experiment.folder.write(experiment.folder.data("output/net\(ending)"), to: "net\(ending)")
        let second = try experiment.run(
            data
                + "let model = loadModel(\"net\(ending)\", for: digits, \(layers)\(names))\nlet r = evaluate(model, on: digits)"
        )
        #expect(second.failures == [])
        #expect(second.number("r.loss") == first.number("r.loss"))
        #expect(second.number("r.accuracy") == first.number("r.accuracy"))
        #expect(second.number("r.loss") != nil)
    }

    @Test(arguments: [
        ("evil.pt", "it holds no state dict: it has 'fc.weight' (something of 'posix.system')"),
        (
            "whole.pt",
            "it is a whole module, 'torch.nn.modules.linear.Linear', which is code by name; in PyTorch, save its 'state_dict()' and not the model itself"
        ),
        ("before_1_6.pt", "it is a file of PyTorch before 1.6; load it there and save it again"),
        ("integers.pt", "its 'fc.weight' has whole numbers, which no layer takes"),
        (
            "two.pt",
            "it holds several dictionaries that fit the layers, 'a' and 'b': choose one with 'key:', such as key: \"a\""
        ),
        ("none.pt", "it holds no state dict: it has 'epoch' (a number)"),
        (
            "sequential.pt",
            "it has the layers '0', '3', but the network has 1 with parameters; 'names:' says which of them it takes"
        ),
        ("set", "it is a folder, not a file"),
        ("other.txt", "it is neither a state dict of torch.save nor safetensors"),
        ("other.zip", "it is not a zip archive, is truncated, or has bytes after its end"),
    ]) func `a file that is not a state dict for the network is found before anything runs`(
        file: String, expected: String
    ) throws {
        try experiment.folder.write("other", to: "other.txt")
        try experiment.folder.write("PK\u{3}\u{4}", to: "other.zip")
        let (source, found) = experiment.diagnose(cell("‹\"\(file)\"›"))
        source.expect(found, ["loadModel.file: '\(file)' cannot be loaded: \(expected)"])
        #expect(!FileManager.default.fileExists(atPath: experiment.folder.path + "/evil"))
        #expect(!FileManager.default.fileExists(atPath: "evil"))
    }

    @Test func `names, shapes and files that do not fit are found before anything runs`() throws {
        let (source, found) = experiment.diagnose(
            Self.set + """
                let a = loadModel(‹"float33.pt"›, for: set, layers: [flatten, dense(2)])
                let b = loadModel(‹"float32.pt"›, for: set, layers: [flatten, dense(2)], names: ["head"])
                let c = loadModel("float32.pt", for: set, layers: [flatten, dense(2)], names: ‹["fc", "head"]›)
                let d = loadModel(‹"float32.pt"›, for: set, layers: [flatten, dense(4), relu, dense(2)])
                let e = loadModel("float32.pt", for: set, layers: [flatten, ‹dense(3)›])
                let f = loadModel(‹"sequential.pt"›, for: set, layers: [flatten, dense(3), dense(2)])
                let g = loadModel(‹"../x.pt"›, for: set, layers: [flatten, dense(2)])
                """)
        source.expect(
            found,
            [
                "loadModel.no-such-file: there is no 'float33.pt' beside the notebook | did you mean \"float32.pt\"?",
                "loadModel.file: 'float32.pt' cannot be loaded: it has no layer 'head'; it has 'fc'",
                "loadModel.names: 2 names for 1 layer with parameters",
                "loadModel.file: 'float32.pt' cannot be loaded: it has the layers 'fc', but the network has 2 with parameters",
                "loadModel.shape: the network ends in 3, but there are 2 classes | end it with 'dense(2)'",
                "loadModel.file: 'sequential.pt' cannot be loaded: its '0.weight' is 2×1×3×3, but layer 2 takes 3×2",
                "loadModel.no-such-file: '../x.pt' lies outside of the notebook's folder",
            ])
    }

    @Test func `thousands of damaged files are read or refused`() throws {
        var random = RandomSource(seed: 11)
        let originals = try ["float32", "torch_1_13", "checkpoint", "transposed", "protocol_4"].map {
            try experiment.folder.data($0 + ".pt")
        }
        let plan = cell("\"damaged.pt\"")
        var refused = 0
        let count = Fuzzing.count(few: 2000)
        for round in 0..<count {
            var bytes = [UInt8](originals[round % originals.count])
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                // Where the pickle and the directory stand, more often than anywhere.
                let place = Int.random(
                    in: 0..<(Bool.random(using: &random) ? min(600, bytes.count) : bytes.count),
                    using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0...40, using: &random)))
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                case 3: bytes.remove(at: place)
                default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
            }
            try experiment.folder.write(Data(bytes), to: "damaged.pt")
            let (_, found) = experiment.diagnose(plan)
            #expect(found.allSatisfy { $0.id == "loadModel.file" }, "round \(round): \(found)")
            refused += found.count
        }
        #expect(refused > count / 2)
    }

    /// A change in the pickle is noticed by its checksum; with the checksum mended it is the pickle's reader that is
    /// tried.
    @Test func `thousands of damaged pickles are read or refused`() throws {
        var random = RandomSource(seed: 12)
        let originals = try ["float32", "checkpoint", "protocol_4", "evil"].map {
            [UInt8](try experiment.folder.data($0 + ".pt"))
        }
        let plan = cell("\"damaged.pt\"")
        var refused = 0
        let count = Fuzzing.count(few: 2000)
        for round in 0..<count {
            var bytes = originals[round % 4]
            let pickle = try #require(Pickle(in: bytes))
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = pickle.range.randomElement(using: &random) ?? 0
                bytes[place] =
                    Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : (bytes[pickle.range].randomElement(using: &random) ?? 0)
            }
            let checksum = UInt32(crc32(0, Array(bytes[pickle.range]), UInt32(pickle.range.count)))
            for index in 0..<4 {
                bytes[pickle.checksum + index] = UInt8(checksum >> (8 * UInt32(index)) & 255)
            }
            try experiment.folder.write(Data(bytes), to: "damaged.pt")
            let (_, found) = experiment.diagnose(plan)
            #expect(found.allSatisfy { $0.id == "loadModel.file" }, "round \(round): \(found)")
            #expect(!found.contains { $0.message.contains("data.pkl' is damaged") }, "round \(round)")
            refused += found.count
        }
        #expect(refused > count / 2)
        #expect(!FileManager.default.fileExists(atPath: "evil"))
    }

    /// Where the pickle of a `.pt` file stands, the first file of its archive.
    private struct Pickle {
        let range: Range<Int>
        /// Where the directory has its checksum.
        let checksum: Int

        init?(in bytes: [UInt8]) {
            func number(_ offset: Int, _ size: Int) -> Int {
                (0..<size).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
            }
            let entry = number(bytes.count - 6, 4)
            guard number(entry, 4) == 0x0201_4B50 else { return nil }
            let local = number(entry + 42, 4)
            let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            range = start..<start + number(entry + 24, 4)
            checksum = entry + 16
        }
    }
}
