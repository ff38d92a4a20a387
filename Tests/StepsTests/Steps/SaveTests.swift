import Diagnostics
import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

struct SaveTests {
    private static let cell = """
        let digits = normalize(load("builtin", train: 40, test: 5), mean: 0.1307, std: 0.3081)
        let model = train(digits, layers: [conv2d(3, kernel: 5), relu, maxPool2d(4), flatten, dense(10)])

        """

    @Test func `the file holds every parameter under its name, and what the network is`() throws {
        let experiment = try Experiment()
        let run = try experiment.run(Self.cell + "save(model, to: \"nets/a.b/first net.safetensors\")")
        #expect(run.failures == [])
        let written = try #require(run.steps.last?.files.first)
        #expect(written.path == "nets/a.b/first net.safetensors")
        let data = try experiment.folder.data("output/\(written.path)")
        #expect(written.bytes == data.count)
        #expect(written.hash == ContentHash(of: data))

        let file = try SafeTensors(decoding: data)
        #expect(file.entries.map(\.name) == ["conv1.weight", "conv1.bias", "dense1.weight", "dense1.bias"])
        #expect(file.entries.map(\.shape.dimensions) == [[3, 1, 5, 5], [3], [10, 108], [10]])
        #expect(file.entries.allSatisfy { $0.type == .float32 })
        #expect(file.metadata["format"] == "pt")
        let object = try JSONSerialization.jsonObject(with: Data((file.metadata["stepbook"] ?? "").utf8))
        let description = try #require(object as? [String: Any])
        #expect(Set(description.keys) == ["layers", "normalization", "classes"])
        #expect(description["classes"] as? [String] == (0...9).map(String.init))
        #expect(
            description["normalization"] as? [String: Double] == [
                "mean": 0.1307, "standardDeviation": 0.3081,
            ])
    }

    @Test func `the parameters are those that were trained, to the bit`() throws {
        let experiment = try Experiment()
        let run = try experiment.run(Self.cell + "save(model, to: \"net.safetensors\")")
        let saved = try SafeTensors(decoding: experiment.folder.data("output/net.safetensors"))
        guard case .artifact(let stored)? = run.value("model") else {
            Issue.record("no model")
            return
        }
        let trained = try SafeTensors(decoding: stored.packed.blob("parameters").data())
        #expect(saved.entries == trained.entries)
        #expect(saved.entries.map(\.bytes.count) == [300, 12, 4320, 40])
        #expect(saved.entries.allSatisfy { entry in entry.bytes.contains { $0 != 0 } })
    }

    @Test func `equal networks are equal files`() throws {
        let run = try Experiment().run(
            Self.cell + "save(model, to: \"a.safetensors\")\nsave(model, to: \"b.safetensors\")")
        let files = run.steps.flatMap(\.files)
        #expect(files.map(\.path) == ["a.safetensors", "b.safetensors"])
        #expect(files.first?.hash == files.last?.hash)
    }

    @Test(arguments: [
        "", "/etc/net.safetensors", "../net.safetensors", "a/../net.safetensors", "a//b.safetensors",
        "./n.safetensors",
    ])
    func `a path that leads out of the output folder is found before anything runs`(_ path: String) throws {
        let (source, found) = try Experiment().diagnose(Self.cell + "save(model, to: ‹\"\(path)\"›)")
        source.expect(found, ["save.path: '\(path)' does not lie inside the output folder"])
        #expect(
            found.first?.notes.map(\.message) == ["give a file name, or folders and a name joined by '/'"])
    }

    @Test(arguments: ["net.onnx", "net", "net.safetensors.zip", ".safetensors", "folder/.safetensors"])
    func `a format that cannot be written is found before anything runs`(_ path: String) throws {
        let (source, found) = try Experiment().diagnose(Self.cell + "save(model, to: ‹\"\(path)\"›)")
        source.expect(found, ["save.format: '\(path)' does not end in a format that can be written"])
    }

    @Test func `a link in the output folder is not followed out of it`() throws {
        let experiment = try Experiment()
        let outside = try TemporaryFolder()
        try experiment.folder.write("", to: "output/place")
        try FileManager.default.createSymbolicLink(
            atPath: experiment.folder.path + "/output/nets", withDestinationPath: outside.path)
        let run = try experiment.run(Self.cell + "save(model, to: \"nets/net.safetensors\")")
        #expect(
            run.failures.first?.hasSuffix("is a link, which could lead outside the output folder") == true)
        #expect(outside.files == [])
    }
}
