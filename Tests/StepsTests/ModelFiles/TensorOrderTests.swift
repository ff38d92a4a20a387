import Diagnostics
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing

/// The assignment of tensors to layers if a format does not preserve their order.
struct TensorOrderTests {
    /// The first bias of each of the four layers, which differ.
    private func order(_ numbers: [[Float]]) -> [Float] {
        numbers.count == 8 ? [1, 3, 5, 7].map { numbers[$0].first ?? .nan } : []
    }

    @Test(arguments: ["words.pt", "numbers.pt"]) func `a state dict keeps its order`(file: String) throws {
        let bench = try ModelBench()
        try bench.use("ordered/" + file)
        let (numbers, notices, failures) = try bench.loaded(bench.fourLayers("ordered/" + file))
        #expect(failures == [])
        #expect(order(numbers) == [0, -1, -2, -3])
        #expect(notices == [])
    }

    @Test(arguments: ["words.safetensors", "words_sorted.pt", "words_nested.pt"])
    func `if the shapes are ambiguous, names are required`(file: String) throws {
        let bench = try ModelBench()
        try bench.use("ordered/" + file)
        let (source, found) = bench.experiment.diagnose(bench.fourLayers("ordered/" + file))
        #expect(found.map(\.id) == ["loadModel.file"])
        #expect(found.first?.range == source.ranges[0])
        let message = found.first?.message ?? ""
        #expect(message.contains("keeps no order of its layers"), "\(message)")
        for name in ["one", "two", "three", "zout"] { #expect(message.contains("'\(name)'"), "\(message)") }
        #expect(message.contains("'names:'"))
        let (numbers, notices, failures) = try bench.loaded(
            bench.fourLayers("ordered/" + file, ", names: [\"one\", \"two\", \"three\", \"zout\"]"))
        #expect(failures == [])
        #expect(order(numbers) == [0, -1, -2, -3])
        #expect(notices == [])
    }

    /// Tensors of a pickle with others beside the layers, which say nothing about the layers' order.
    private func archive(
        of order: [String], halves: Set<String> = []
    ) -> Data {
        var archive = PickledArchive()
        let layers = ["one", "two", "three", "zout"]
        var entries: [(key: String, value: Data)] = []
        for name in order {
            let sizes = name.hasSuffix(".weight") ? [4, 4] : name.hasSuffix(".bias") ? [4] : []
            let count = sizes.reduce(1, *)
            let part: Data
            if name.hasSuffix("tracked") {
                part = archive.tensor(sizes, Data(count: 8), storage: "LongStorage")
            } else if halves.contains(String(name.prefix { $0 != "." })) {
                part = archive.tensor(sizes, Data(count: 2 * count), storage: "HalfStorage")
            } else {
                let place = layers.firstIndex { name.hasPrefix($0 + ".") } ?? 70
                part = archive.tensor(sizes, [Float](repeating: -Float(place), count: count))
            }
            entries.append((name, part))
        }
        return archive.encoded(PickledArchive.dictionary(entries))
    }

    private static let sorted = [
        "one.bias", "one.weight", "three.bias", "three.weight", "two.bias", "two.weight", "zout.bias",
        "zout.weight",
    ]

    @Test(arguments: [
        sorted, sorted + ["best_acc1"], ["best_acc1"] + sorted, ["norm.tracked"] + sorted,
        ["norm.tracked", "another.tracked"] + sorted + ["epoch", "best_acc1"],
    ]) func `tensors beside layers in alphabetical order do not confirm that order`(
        names: [String]
    ) throws {
        let bench = try ModelBench()
        try bench.experiment.folder.write(archive(of: names), to: "net.pt")
        let refusal = bench.refusal(bench.fourLayers("net.pt"))
        #expect(refusal?.contains("keeps no order of its layers") == true, "\(refusal ?? "read")")
    }

    @Test func `layers in alphabetical order within each element type have no order of their own`() throws {
        let bench = try ModelBench()
        let names = ["two", "zout", "one", "three"].flatMap { [$0 + ".bias", $0 + ".weight"] }
        try bench.experiment.folder.write(archive(of: names, halves: ["one", "three"]), to: "net.pt")
        let refusal = bench.refusal(bench.fourLayers("net.pt"))
        #expect(refusal?.contains("keeps no order of its layers") == true, "\(refusal ?? "read")")
        // With each weight before its bias, it is an order that somebody gave.
        let given = ["two", "zout", "one", "three"].flatMap { [$0 + ".weight", $0 + ".bias"] }
        try bench.experiment.folder.write(archive(of: given), to: "net.pt")
        let (numbers, _, failures) = try bench.loaded(bench.fourLayers("net.pt"))
        #expect(failures == [])
        #expect(order(numbers) == [-1, -3, 0, -2])
    }

    @Test func `a single number beside layers in their own order does not change it`() throws {
        let bench = try ModelBench()
        let names = ["one", "two", "three", "zout"].flatMap { [$0 + ".weight", $0 + ".bias"] }
        try bench.experiment.folder.write(archive(of: names + ["best_acc1"]), to: "net.pt")
        let (numbers, notices, failures) = try bench.loaded(bench.fourLayers("net.pt"))
        #expect(failures == [])
        #expect(order(numbers) == [0, -1, -2, -3])
        #expect(notices.count == 1 && notices[0].contains("'best_acc1'"), "\(notices)")
    }

    @Test(arguments: ["numbers.safetensors", "numbers_sorted.pt", "numbers_nested.pt"])
    func `numbers in names are sorted as numbers, with a notice`(file: String) throws {
        let bench = try ModelBench()
        try bench.use("ordered/" + file)
        let (numbers, notices, failures) = try bench.loaded(bench.fourLayers("ordered/" + file))
        #expect(failures == [])
        #expect(order(numbers) == [0, -1, -2, -3])
        #expect(notices.count == 1, "\(notices)")
        let names =
            file.contains("nested") ? "'0', '3', '7', '10'" : "'conv.0', 'conv.3', 'conv.7', 'conv.10'"
        #expect(notices.first?.contains(names) == true, "\(notices)")
        #expect(notices.first?.contains("by the numbers in their names") == true, "\(notices)")
    }

    @Test func `an order that the shapes determine needs no notice`() throws {
        let bench = try ModelBench()
        var file = ForeignSafeTensors()
        file.add("z.weight", [3, 4], [Float](repeating: 1, count: 12))
        file.add("z.bias", [3], [1, 1, 1])
        file.add("a.weight", [4, 3], [Float](repeating: 2, count: 12))
        file.add("a.bias", [4], [2, 2, 2, 2])
        try bench.experiment.folder.write(file.encoded, to: "net.safetensors")
        let (numbers, notices, failures) = try bench.loaded(
            """
            let squares = load(from: "squares", split: 0.5)
            let model = loadModel("net.safetensors", for: squares, layers: [flatten, dense(3), dense(4)])

            """)
        #expect(failures == [])
        #expect(notices == [])
        #expect(numbers.map { $0.first ?? .nan } == [1, 1, 2, 2])
    }

    private static let training = """
        let squares = load(from: "squares", split: 0.5)
        let trained = train(squares, layers: [flatten, dense(4), relu, dense(4), relu, dense(4), relu, dense(4)])

        """

    @Test(arguments: [
        [], ["conv.0", "conv.3", "conv.7", "conv.10"], ["two", "zout", "one", "three"],
        ["d4", "d3", "d2", "d1"],
    ]) func `a file of save keeps its order, even if the safetensors package rewrites it`(
        names: [String]
    ) throws {
        let bench = try ModelBench()
        let list = names.isEmpty ? "" : ", names: [\(names.map { "\"\($0)\"" }.joined(separator: ", "))]"
        let saved = try bench.experiment.run(
            Self.training
                + "save(trained, to: \"net.safetensors\"\(list))\nsave(trained, to: \"same.safetensors\")")
        #expect(saved.failures == [])
        let expected = try SafeTensors(decoding: bench.experiment.folder.data("output/same.safetensors"))
            .entries.map { $0.tensor?.values ?? [] }
        let data = try bench.experiment.folder.data("output/net.safetensors")
        try bench.experiment.folder.write(data, to: "own.safetensors")
        let own = try SafeTensors(decoding: data)
        var foreign = ForeignSafeTensors()
        foreign.metadata = own.metadata
        foreign.tensors = own.entries.map { ($0.name, "F32", $0.shape.dimensions, $0.bytes) }
        try bench.experiment.folder.write(foreign.encoded, to: "again.safetensors")
        for file in ["own", "again"] {
            for more in [
                "",
                ", for: squares, layers: [flatten, dense(4), relu, dense(4), relu, dense(4), relu, dense(4)]",
            ] {
                let (numbers, notices, failures) = try bench.loaded(
                    "let squares = load(from: \"squares\", split: 0.5)\nlet model = loadModel(\"\(file).safetensors\"\(more))\n"
                )
                #expect(failures == [], "\(file)\(more)")
                #expect(numbers == expected, "\(file)\(more)")
                #expect(notices == [], "\(file)\(more)")
            }
        }
    }

    @Test func `a file of an earlier save is read in its order, but not if another program rewrote it`()
        throws
    {
        let bench = try ModelBench()
        let saved = try bench.experiment.run(
            Self.training + "save(trained, to: \"net.safetensors\", names: [\"b\", \"d\", \"a\", \"c\"])")
        #expect(saved.failures == [])
        let own = try SafeTensors(decoding: bench.experiment.folder.data("output/net.safetensors"))
        // Earlier ones did not say the names.
        var description = try #require(
            JSONSerialization.jsonObject(with: Data((own.metadata["stepbook"] ?? "").utf8)) as? [String: Any])
        description["names"] = nil
        let text = try JSONSerialization.data(withJSONObject: description, options: .sortedKeys)
        let metadata = ["format": "pt", "stepbook": String(decoding: text, as: UTF8.self)]
        let expected = own.entries.map { $0.tensor?.values ?? [] }
        let early = SafeTensors(
            try own.entries.map { ($0.name, try #require($0.tensor)) }, metadata: metadata)
        try bench.experiment.folder.write(early.encoded(), to: "early.safetensors")
        let cell =
            "let squares = load(from: \"squares\", split: 0.5)\nlet model = loadModel(\"early.safetensors\")\n"
        let (numbers, _, failures) = try bench.loaded(cell)
        #expect(failures == [])
        #expect(numbers == expected)
        var foreign = ForeignSafeTensors()
        foreign.metadata = metadata
        foreign.tensors = own.entries.map { ($0.name, "F32", $0.shape.dimensions, $0.bytes) }
        try bench.experiment.folder.write(foreign.encoded, to: "early.safetensors")
        let refusal = try #require(bench.refusal(cell))
        #expect(refusal.contains("keeps no order of its layers"), "\(refusal)")
        #expect(throws: ModelFileProblem.self) { try SavedModel(decoding: foreign.encoded, threads: 1) }
    }

    /// The true order is known: whatever a file's names are, it is found, or asked for.
    @Test func `no name makes a file another network silently`() throws {
        var random = RandomSource(seed: 5)
        let bench = try ModelBench()
        let words = ["in", "out", "head", "body", "a", "b", "fc", "layer", "stage", "block", "conv"]
        var outcomes: [String: Int] = [:]
        for round in 0..<Fuzzing.count(few: 150) {
            let numbered = Bool.random(using: &random)
            let word = words.randomElement(using: &random) ?? ""
            // Mostly one way of writing, and often counted upwards, so that some files can be read.
            let isMixed = Int.random(in: 0..<4, using: &random) == 0
            var names: [String] = []
            while names.count < 4 {
                let name =
                    numbered
                    ? "\(word)\(isMixed && Bool.random(using: &random) ? "" : ".")\(Int.random(in: 0...6, using: &random))"
                    : words.randomElement(using: &random) ?? ""
                if !names.contains(name) { names.append(name) }
            }
            if Bool.random(using: &random) { names.sort() }
            // Two shapes or one.
            let middle = Bool.random(using: &random) ? 3 : 4
            let sizes = [(middle, 4), (4, middle), (middle, 4), (4, middle)]
            var file = ForeignSafeTensors()
            for (index, name) in names.enumerated() {
                let (outputs, inputs) = sizes[index]
                file.add(
                    name + ".weight", [outputs, inputs],
                    [Float](repeating: Float(index), count: outputs * inputs))
                file.add(name + ".bias", [outputs], [Float](repeating: Float(index), count: outputs))
            }
            try bench.experiment.folder.write(file.encoded, to: "net.safetensors")
            let (numbers, notices, failures) = try bench.loaded(
                """
                let squares = load(from: "squares", split: 0.5)
                let model = loadModel("net.safetensors", for: squares, layers: [flatten, dense(\(middle)), dense(4), dense(\(middle)), dense(4)])

                """)
            let isRight = numbers.map { $0.first ?? .nan } == [0, 0, 1, 1, 2, 2, 3, 3]
            if let failure = failures.first {
                outcomes["refused", default: 0] += 1
                for name in names { #expect(failure.contains("'\(name)'"), "round \(round): \(failure)") }
            } else {
                outcomes[isRight ? "right" : "told", default: 0] += 1
                #expect(isRight || !notices.isEmpty, "round \(round): \(names)")
            }
        }
        #expect(outcomes.keys.count == 3, "\(outcomes)")
    }
}
