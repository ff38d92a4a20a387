import CZlib
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

    @Test func `the file has every parameter under its name, and the network's description`() throws {
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

    @Test func `the parameters are the trained ones, to the bit`() throws {
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
        ("", "is not a file name"), ("/etc/net.safetensors", "does not lie inside the output folder"),
        ("../net.safetensors", "has a part '..', which could lead out of the output folder"),
        ("a/../net.safetensors", "has a part '..', which could lead out of the output folder"),
        ("a//b.safetensors", "has two slashes in a row"), ("./n.pt", "has a part '.', which leads nowhere"),
        ("a/./b.pt", "has a part '.', which leads nowhere"),
        ("x.pt/", "ends in '/', so it names a folder and not a file"),
        ("a/.", "names a folder and not a file"),
    ])
    func `a path that names no file in the output folder is found before anything runs`(
        _ path: String, words: String
    ) throws {
        let (source, found) = try Experiment().diagnose(Self.cell + "save(model, to: ‹\"\(path)\"›)")
        source.expect(found, ["save.path: '\(path)' \(words)"])
        #expect(
            found.first?.notes.map(\.message) == ["give a file name, or folders and a name joined by '/'"])
    }

    @Test func `a file that another call writes is found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.cell + """
                save(model, to: ‹"a.pt"›)
                save(model, to: "b/c.pt")
                save(model, to: ‹"a.pt"›)
                save(model, to: ‹"a.pt/d.pt"›)
                save(model, to: "a.pt.onnx")
                save(model, to: "d.onnx/e.pt")
                save(model, to: ‹"d.onnx"›)
                """)
        #expect(
            found.map(\.summary) == [
                "save.written-twice: 'a.pt' is written twice | choose another name",
                "save.written-twice: 'a.pt/d.pt' cannot lie in 'a.pt', which is a file | choose another name",
                "save.written-twice: 'd.onnx' cannot be a file: it is the folder of 'd.onnx/e.pt' | choose another name",
            ])
        #expect(found.map(\.range) == Array(source.ranges.dropFirst()))
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                "'a.pt' is written here", "'a.pt' is written here", "'d.onnx/e.pt' is written here",
            ])
        #expect(found.first?.notes.first?.range == source.ranges.first)
    }

    @Test(arguments: [
        "net.h5", ".onnx", "net", "net.safetensors.zip", ".safetensors", "folder/.safetensors", ".pt",
        "a/.pt", ".pth", "net.pt.pth.zip",
    ])
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
            run.failures.first?.hasSuffix(
                "is a link, which could lead outside the output folder; move it away, or name another folder with --output-dir"
            ) == true)
        #expect(outside.files == [])
    }

    /// A zip archive without compression, read by the directory at its end.
    private func unzipped(_ archive: Data) throws -> [(name: String, content: Data, start: Int)] {
        let bytes = [UInt8](archive)
        func number(_ offset: Int, _ size: Int) -> Int {
            (0..<size).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        let end = bytes.count - 22
        #expect(number(end, 4) == 0x0605_4B50)
        var offset = number(end + 16, 4)
        return try (0..<number(end + 10, 2)).map { _ in
            #expect(number(offset, 4) == 0x0201_4B50)
            let local = number(offset + 42, 4)
            let (size, nameSize) = (number(offset + 24, 4), number(offset + 28, 2))
            let name = String(decoding: bytes[offset + 46..<offset + 46 + nameSize], as: UTF8.self)
            let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            offset += 46 + nameSize
            let content = Data(bytes[start..<start + size])
            let checksum = try #require(UInt32(exactly: number(local + 14, 4)))
            #expect(
                content.withUnsafeBytes { crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
                    == checksum)
            return (name, content, start)
        }
    }

    @Test func `.pth is another name for .pt`() throws {
        let experiment = try Experiment()
        let run = try experiment.run(
            Self.cell + "save(model, to: \"a/net.pt\")\nsave(model, to: \"b/net.pth\")")
        #expect(run.failures == [])
        let files = run.steps.flatMap(\.files)
        #expect(files.map(\.path) == ["a/net.pt", "b/net.pth"])
        #expect(files.first?.hash == files.last?.hash)
    }

    @Test func `a .pt file is an archive as torch.save writes it`() throws {
        let experiment = try Experiment()
        let run = try experiment.run(
            Self.cell + "save(model, to: \"nets/my net.pt\", names: [\"conv1\", \"fc1\"])")
        #expect(run.failures == [])
        let files = try unzipped(experiment.folder.data("output/nets/my net.pt"))
        #expect(
            files.map(\.name) == [
                "my net/data.pkl", "my net/byteorder", "my net/data/0", "my net/data/1", "my net/data/2",
                "my net/data/3",
                "my net/version", "my net/stepbook.json",
            ])
        #expect(files.allSatisfy { $0.start % 64 == 0 })
        #expect(files[1].content == Data("little".utf8))
        #expect(files[6].content == Data("3\n".utf8))
        let model = try #require(
            { if case .artifact(let stored)? = run.value("model") { stored } else { nil } }())
        let trained = try SafeTensors(decoding: model.packed.blob("parameters").data())
        #expect(files[2...5].map(\.content) == trained.entries.map(\.bytes))
        let pickle = String(decoding: files[0].content, as: UTF8.self)
        for name in ["conv1.weight", "conv1.bias", "fc1.weight", "fc1.bias"] {
            #expect(pickle.contains(name))
        }
    }

    @Test func `without names the layers are named by their indices, as in torch.nn.Sequential`()
        throws
    {
        let experiment = try Experiment()
        _ = try experiment.run(Self.cell + "save(model, to: \"net.pt\")")
        let pickle = String(
            decoding: try unzipped(experiment.folder.data("output/net.pt"))[0].content, as: UTF8.self)
        for name in ["0.weight", "0.bias", "4.weight", "4.bias"] { #expect(pickle.contains(name)) }
    }

    @Test func `names are used in .safetensors too`() throws {
        let experiment = try Experiment()
        _ = try experiment.run(
            Self.cell + "save(model, to: \"net.safetensors\", names: [\"features.0\", \"head\"])")
        let file = try SafeTensors(decoding: experiment.folder.data("output/net.safetensors"))
        #expect(
            file.entries.map(\.name) == ["features.0.weight", "features.0.bias", "head.weight", "head.bias"])
    }

    @Test func `an option of another format is found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.cell + "save(model, to: \"a.pt\", preprocessing: ‹false›)")
        source.expect(
            found,
            [
                "save.preprocessing: 'preprocessing' goes with .onnx alone: other files hold no more than the network"
            ])
    }

    @Test func `names that do not fit are found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.cell + """
                save(model, to: "a.pt", names: ‹["one"]›)
                save(model, to: "b.pt", names: ["one", ‹"one"›])
                save(model, to: "c.pt", names: ["one", ‹"a b"›])
                save(model, to: "d.pt", names: ["one", ‹".two"›])
                save(model, to: "e.pt", names: ‹[]›)
                """)
        source.expect(
            found,
            [
                "save.names: 1 name for 2 layers with parameters", "save.names: 'one' is given twice",
                "save.names: 'a b' is no name: it takes letters, digits, '_' and '.' in between",
                "save.names: '.two' is no name: it takes letters, digits, '_' and '.' in between",
                "save.names: 0 names for 2 layers with parameters",
            ])
    }
}
