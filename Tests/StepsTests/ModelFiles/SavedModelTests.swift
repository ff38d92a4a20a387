import Foundation
import Images
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// Self-describing networks, as `predict` on the command line takes them.
struct SavedModelTests {
    private static let experiment = Result {
        let experiment = try Experiment()
        let run = try experiment.run(
            """
            let digits = normalize(load("builtin", train: 60, test: 5), mean: 0.1307, std: 0.3081)
            let model = train(digits, layers: [maxPool2d(4), flatten, dense(10)])
            save(model, to: "net.pt", names: ["z"])
            save(model, to: "net.safetensors")
            """)
        #expect(run.failures == [])
        return experiment
    }

    private static func file(_ name: String) throws -> Data {
        try experiment.get().folder.data("output/" + name)
    }

    private func guesses(_ file: Data) throws -> [String] {
        let pixels = (0..<784).map { UInt8($0 % 251) }
        let read = try SavedModel(decoding: file, threads: 1).read(
            .graymap(28, 28, pixels), name: "a", subject: .digit, preparation: nil)
        return read.readings.flatMap { $0.guesses.map { "\($0.label) \($0.probability)" } }
    }

    @Test func `both formats give the same network back`() throws {
        let found = try guesses(Self.file("net.pt"))
        #expect(found.count == 10)
        #expect(try guesses(Self.file("net.safetensors")) == found)
    }

    private static let normal = """
        {"classes":["a","b"],"layers":{"input":[1,2,2],"layers":[{"flatten":{}},{"dense":{"units":2}}]},"normalization":{"mean":0.1,"standardDeviation":0.3}}
        """

    private func file(describedAs description: String) throws -> Data {
        try SafeTensors(
            [
                ("dense1.weight", Tensor(shape: Shape([2, 4]), values: [1, 0, 0, 0, 0, 0, 0, 1])),
                ("dense1.bias", Tensor(shape: Shape([2]), values: [0, 0])),
            ], metadata: ["stepbook": description]
        ).encoded()
    }

    private func problem(_ file: Data) -> String? { SavedModel.problem(decoding: file) }

    @Test(arguments: [
        ("\"classes\":[\"a\",\"b\"]", "\"classes\":[\"a\"]"), ("[1,2,2]", "[1,2,0]"), ("[1,2,2]", "[4]"),
        ("[1,2,2]", "[1,9000000000,9000000000]"), ("[1,2,2]", "[1,3,2]"), ("\"units\":2", "\"units\":-2"),
        ("\"units\":2", "\"units\":9223372036854775807"), ("0.3", "0"), ("0.3", "-1"), ("0.3", "1e999"),
        ("0.1", "1e999"), ("{\"flatten\":{}}", "{\"shuffle\":{}}"),
        ("{\"flatten\":{}}", "{\"convolution2D\":{\"filters\":1,\"kernel\":0,\"stride\":1,\"padding\":0}}"),
        ("{\"flatten\":{}}", "{\"maxPooling2D\":{\"size\":2,\"stride\":0}}"),
        ("{\"flatten\":{}},", "{\"maxPooling2D\":{\"padding\":2,\"size\":3,\"stride\":3}},{\"flatten\":{}},"),
        ("{\"flatten\":{}},", "{\"flatten\":{}},{\"dropout\":{\"rate\":2}},"), (normal, ""), (normal, "[]"),
    ]) func `a description that no notebook could have written is refused`(part: String, other: String) throws
    {
        let good = try file(describedAs: Self.normal)
        #expect(problem(good) == nil)
        #expect(Self.normal.contains(part))
        let description = Self.normal.replacing(part, with: other)
        let found = problem(try file(describedAs: description))
        let words = [
            "its description of the layers is damaged",
            // Possible, but not with these tensors.
            "its 'dense1.weight' is 2×4, but layer 2 takes 2×6",
        ]
        #expect(words.contains(try #require(found)), "\(found ?? "accepted")")
    }

    @Test func `thousands of damaged files are read or refused`() throws {
        var random = RandomSource(seed: 11)
        let originals = try ["net.pt", "net.safetensors"].map { [UInt8](try Self.file($0)) }
        var refused = 0
        let count = Fuzzing.count(few: 3000)
        for round in 0..<count {
            // The numbers themselves may be anything: what is changed is the beginning and the end.
            var bytes = originals[round % 2]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let isEarly = Bool.random(using: &random)
                let near = min(bytes.count, round % 2 == 0 ? 1500 : 700)
                let place =
                    isEarly
                    ? Int.random(in: 0..<near, using: &random)
                    : Int.random(in: bytes.count - near..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            if problem(Data(bytes)) != nil { refused += 1 }
        }
        #expect((count / 20..<count).contains(refused), "\(refused)")
    }
}
