import Foundation
import Images
import NeuralNet
import Steps
import TestSupport
import Testing

/// Formats of model files are recognized unambiguously, and checked completely.
struct FileFormatTests {
    private static let description = """
        {"classes":["a","b"],"layers":{"input":[1,1,2],"layers":[{"flatten":{}},{"dense":{"units":2}}]}}
        """

    private static func file(_ values: [Float] = [1, 0, 0, 1], padding: Int = 0) -> ForeignSafeTensors {
        var file = ForeignSafeTensors()
        file.metadata = ["stepbook": description]
        file.add("dense1.weight", [2, 2], values)
        file.add("dense1.bias", [2], [0, 0])
        file.padding = padding
        return file
    }

    private func problem(_ file: Data) -> String? { SavedModel.problem(decoding: file) }

    /// The header's length is the file's first bytes, so some files of safetensors begin as other formats do.
    @Test func `a file of safetensors is read, whatever its header's length is`() throws {
        let plain = Self.file().encoded
        let length = plain.withUnsafeBytes { Int($0.loadUnaligned(as: UInt64.self)) }
        var lengths = Array(stride(from: length, through: length + 512, by: 8))
        // As zip archives, pickles of every protocol, ONNX files and gzip files begin.
        lengths += [0x4B50, 0x0280, 0x0380, 0x0480, 0x0580, 0x4_0480, 0x12_0308, 0x8B_1F18, 0x4B_4B50]
        let bench = try ModelBench()
        for wanted in lengths where (wanted - length) % 8 == 0 {
            let file = Self.file(padding: wanted - length).encoded
            #expect(problem(file) == nil, "\(wanted)")
            guard wanted % 256 == 0x80 || wanted % 256 == 0x50 else { continue }
            try bench.experiment.folder.write(file, to: "net.safetensors")
            #expect(bench.refusal(bench.oneLayer("net.safetensors")) == nil, "\(wanted)")
            #expect(bench.refusal("let model = loadModel(\"net.safetensors\")") == nil, "\(wanted)")
        }
    }

    @Test(arguments: [
        ("hello", "it is neither a state dict of torch.save nor safetensors"),
        ("", "it is empty; save or download it again"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "it is a pointer of Git LFS"),
        ("<!DOCTYPE html>\n<title>404</title>", "it is a web page"), ("<html></html>", "it is a web page"),
        (
            "<!DOCTYPE html>\n<head><meta name=\"generator\" content=\"stepbook\">",
            "it is a report of stepbook, and no network is read from one; in its notebook 'save(model, "
        ),
        ("\u{FEFF}\r\n <HTML>", "it is a web page"), ("<?xml version=\"1.0\"?><Error/>", "it is a web page"),
        ("<text>", "it is neither a state dict of torch.save nor safetensors"),
        ("\u{89}HDF\r\n", "it is neither"), ("GGUF0000000000", "it is a file of GGUF"),
        ("{\"weight_map\": {}}", "it is JSON"),
        ("PK\u{3}\u{4}", "it is not a zip archive, is truncated, or has bytes after its end"),
    ]) func `a file that is not a model file is refused as such`(text: String, expected: String) {
        #expect(problem(Data(text.utf8))?.contains(expected) == true, "\(problem(Data(text.utf8)) ?? "read")")
    }

    @Test func `a header that begins with blanks is refused, as the format requires`() throws {
        let plain = Self.file().encoded
        let length = plain.withUnsafeBytes { Int($0.loadUnaligned(as: UInt64.self)) }
        for blanks in ["\n       ", "        "] {
            var file = withUnsafeBytes(of: UInt64(length + 8).littleEndian) { Data($0) }
            file += Data(blanks.utf8) + plain.dropFirst(8)
            #expect(
                problem(file) == "it is damaged: the header does not begin with '{'")
        }
    }

    @Test(arguments: [
        ("[\"\",\"b\"]", "its class 0 has no name"), ("[\"a\",\"a\"]", "it has two classes 'a'"),
        ("[\"\u{E9}\",\"e\u{301}\"]", "it has two classes 'e\u{301}'"),
    ]) func `classes with the same name or none are refused`(classes: String, expected: String) {
        var file = Self.file()
        file.metadata = [
            "stepbook": Self.description.replacingOccurrences(of: "[\"a\",\"b\"]", with: classes)
        ]
        #expect(problem(file.encoded) == expected)
    }

    @Test func `two concatenated archives are refused`() throws {
        var archive = PickledArchive()
        let file = archive.encoded(PickledArchive.dictionary(archive.dense("fc", inputs: 2, outputs: 2)))
        let words = "its directory is damaged, or it is two concatenated archives"
        #expect(problem(file + file) == words)
        #expect(problem(file + Data("hello".utf8))?.contains("has bytes after its end") == true)
        #expect(problem(file) != words)
    }

    /// The fixtures that are archives of PyTorch's own.
    static let archives: [String] = ["", "checkpoints", "ordered", "refused"]
        .flatMap { ModelBench.names(in: $0) }
        .filter { $0.hasSuffix(".pt") || $0.hasSuffix(".pth") }
        .filter { !["/before_1_6.pt", "refused/legacy_4.pth"].contains($0) }

    /// PyTorch writes a zip64 record after the directory, and the ordinary one after that.
    @Test(arguments: archives)
    func `the archives of PyTorch itself are opened, and two concatenated ones are not`(name: String)
        throws
    {
        let file = try Data(contentsOf: ModelBench.fixtures.appending(path: name))
        #expect(problem(file)?.contains("directory") != true, "\(problem(file) ?? "read")")
        #expect(problem(file + file)?.hasPrefix("its directory is damaged") == true)
        #expect(problem(file.dropLast())?.contains("is truncated") == true)
    }

    @Test(arguments: [
        ("\u{1F}\u{8B}\u{8}", "compressed with gzip"), ("\u{89}HDF\r\n\u{1A}\n", "a file of HDF5"),
        ("\u{93}NUMPY\u{1}", "one array of NumPy"), ("GGUF\u{3}", "a file of GGUF"),
        ("{\"metadata\": {}}", "it is JSON"),
    ]) func `files of other programs are named`(text: String, expected: String) {
        let file = Data(text.unicodeScalars.map { UInt8($0.value) }) + Data(count: 60)
        #expect(problem(file)?.contains(expected) == true, "\(problem(file) ?? "read")")
    }

    @Test(arguments: [
        (["config.json", "metadata.json", "model.weights.h5"], "a network of Keras"),
        (["conv1.weight.npy", "conv1.bias.npy"], "arrays of NumPy"),
        (["serialized_exported_program.json", "version"], "an exported program of PyTorch"),
        (["net/archive_format", "net/version"], "an exported program of PyTorch"),
        (["readme.txt", "net.pt"], "it is a zip archive with 'net.pt' in it; unpack it, and load that"),
        (["readme.txt"], "it has no 'data.pkl'"),
    ]) func `archives of other programs are named`(names: [String], expected: String) {
        let file = PickledArchive.zip(names.map { ($0, Data("x".utf8)) })
        #expect(problem(file)?.contains(expected) == true, "\(problem(file) ?? "read")")
    }

    @Test func `a pickle of another program is not called PyTorch's`() {
        // What Python's pickle.dump writes of {'a': 1}, protocols 4 and 2.
        let four = Data([
            0x80, 4, 0x95, 10, 0, 0, 0, 0, 0, 0, 0, 0x7D, 0x94, 0x8C, 1, 0x61, 0x94, 0x4B, 1, 0x73, 0x2E,
        ])
        let two = Data([0x80, 2, 0x7D, 0x71, 0, 0x58, 1, 0, 0, 0, 0x61, 0x71, 1, 0x4B, 1, 0x73, 0x2E])
        for file in [four, two] {
            #expect(
                problem(file)
                    == "it is a pickle that torch.save did not write; load it in Python, and save its state dict with torch.save"
            )
        }
    }

    @Test func `a safetensors file that is truncated or has bytes after its end is damaged`() {
        let file = Self.file().encoded
        #expect(problem(file) == nil)
        for extra in [1, 3, 4, 8] {
            #expect(
                problem(file + Data(count: extra))
                    == "it is damaged: \(extra) byte\(extra == 1 ? " that belongs" : "s that belong") to no tensor"
            )
        }
        for length in [file.count - 1, file.count - 4, 20, 9] {
            #expect(problem(file.prefix(length)) != nil, "\(length)")
        }
    }

    @Test func `a tensor that is described twice is damage, and so is a description`() throws {
        let whole = Self.file().encoded
        let length = whole.withUnsafeBytes { Int($0.loadUnaligned(as: UInt64.self)) }
        let header = String(decoding: whole[8..<8 + length], as: UTF8.self)
        func changed(_ part: String, _ more: String) -> Data {
            #expect(header.contains(part))
            let new = Data(header.replacing(part, with: more).utf8)
            return withUnsafeBytes(of: UInt64(new.count).littleEndian) { Data($0) } + new
                + whole.dropFirst(8 + length)
        }
        let bias = "\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}"
        #expect(problem(changed(bias, bias)) == nil)
        for (part, more) in [
            (bias, bias + "," + bias),
            (bias, bias + "," + bias.replacing("dense1.bias", with: "dense1.b\\u0069as")),
            ("\"shape\":[2]", "\"shape\":[3],\"shape\":[2]"),
            ("\"__metadata__\":", "\"__metadata__\":{},\"__metadata__\":"),
            ("\"__metadata__\":{", "\"__metadata__\":{\"stepbook\":\"\","),
        ] {
            let found = problem(changed(part, more))
            #expect(found?.contains("twice") == true, "\(more): \(found ?? "read")")
        }
        var file = Self.file()
        file.metadata = [
            "stepbook": Self.description.replacing(
                "\"classes\":", with: "\"classes\":[\"x\",\"y\"],\"classes\":")
        ]
        #expect(problem(file.encoded) == "its description of the layers is damaged")
    }

    @Test(arguments: [
        (Float.nan, "NaN among its numbers"), (.infinity, "an infinite number"),
        (-.infinity, "an infinite number"),
        (.signalingNaN, "NaN among its numbers"),
    ]) func `weights that are not finite are refused by every reader`(
        number: Float, words: String
    ) throws {
        let bench = try ModelBench()
        var notOurs = Self.file([1, 0, number, 1])
        #expect(problem(notOurs.encoded) == "its 'dense1.weight' has \(words)")
        notOurs.metadata = [:]
        try bench.experiment.folder.write(notOurs.encoded, to: "net.safetensors")
        #expect(
            bench.refusal(bench.oneLayer("net.safetensors"))
                == "'net.safetensors' cannot be loaded: its 'dense1.weight' has \(words)")
        // As other types of numbers have them.
        for (type, pattern) in [("F16", UInt16(0x7E00)), ("F16", 0x7C00), ("BF16", 0x7FC0), ("BF16", 0x7F80)]
        {
            var file = ForeignSafeTensors()
            let values: [UInt16] = [0, 0, pattern, 0]
            file.tensors.append(("fc.weight", type, [2, 2], values.withUnsafeBytes { Data($0) }))
            file.add("fc.bias", [2], [0, 0])
            try bench.experiment.folder.write(file.encoded, to: "net.safetensors")
            let refusal = bench.refusal(bench.oneLayer("net.safetensors"))
            #expect(refusal?.contains("its 'fc.weight' has ") == true, "\(refusal ?? "read")")
        }
    }

    @Test func `weights so large that outputs overflow are an error, not a blank picture`()
        throws
    {
        var file = Self.file([3e38, -3e38, 3e38, 3e38])
        file.metadata["stepbook"] = Self.description.replacing(
            "}}]}}", with: "}}]},\"normalization\":{\"mean\":0.5,\"standardDeviation\":0.001}}")
        let large = file.encoded
        let network = try SavedModel(decoding: large, threads: 1)
        // Two bright pixels are no writing, which is what 'digit' would look for.
        let error = #expect(throws: (any Error).self) {
            try network.read(.graymap(2, 1, [200, 250]), name: "a", subject: .digit, preparation: "scale")
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("outputs are not finite"))
    }

    @Test func `weights so small that they have no scale still make a pad`() throws {
        let small = Self.file([0x1p-149, 0, -0x1p-149, 0x1p-148]).encoded
        let bench = try ModelBench()
        try bench.experiment.folder.write(small, to: "net.safetensors")
        let run = try bench.experiment.run(
            ModelBench.oneLayer + "pad(loadModel(\"net.safetensors\"), on: set)")
        #expect(run.failures == [])
    }

    @Test func `a description with any number replaced is read or refused`() throws {
        let long = """
            {"classes":["a","b"],"layers":{"input":[1,8,8],"layers":[{"convolution2D":{"filters":2,"kernel":3,"padding":1,"stride":2}},{"maxPooling2D":{"size":2,"stride":2}},{"dropout":{"rate":0.5}},{"relu":{}},{"flatten":{}},{"dense":{"units":2}}]},"normalization":{"mean":0.5,"standardDeviation":0.25}}
            """
        var file = ForeignSafeTensors()
        file.add("conv1.weight", [2, 1, 3, 3], [Float](repeating: 0, count: 18))
        file.add("conv1.bias", [2], [0, 0])
        file.add("dense1.weight", [2, 8], [Float](repeating: 0, count: 16))
        file.add("dense1.bias", [2], [0, 0])
        let numbers = JSONNumbers(in: long)
        #expect(numbers.count == 13)
        var refused = 0
        for number in 0..<numbers.count {
            for extreme in JSONNumbers.extremes {
                file.metadata = ["stepbook": numbers.replacing(number, with: extreme)]
                if problem(file.encoded) != nil { refused += 1 }
            }
        }
        file.metadata = ["stepbook": long]
        #expect(problem(file.encoded) == nil)
        #expect(refused > numbers.count * 9)
    }
}
