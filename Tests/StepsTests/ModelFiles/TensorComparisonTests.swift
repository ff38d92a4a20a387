import CZlib
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing

/// Comparison of networks' files, as `verify` makes it if the arithmetic differs.
struct TensorComparisonTests {
    private static let experiment = Result {
        let experiment = try Experiment()
        let run = try experiment.run(
            """
            let digits = normalize(load("builtin", train: 40, test: 5), mean: 0.1307, std: 0.3081)
            let model = train(digits, layers: [conv2d(3, kernel: 5), relu, maxPool2d(4), flatten, dense(10)])
            save(model, to: "net.pt", names: ["first", "last"])
            save(model, to: "net.safetensors", names: ["first", "last"])
            save(model, to: "net.onnx", names: ["first", "last"], preprocessing: false)
            """)
        #expect(run.failures == [])
        return experiment
    }

    private static let formats = ["pt", "safetensors", "onnx"]

    private static func file(_ format: String) throws -> Data {
        try experiment.get().folder.data("output/net.\(format)")
    }

    /// The file with other bytes in the place of some, and with the checksum of an archive as it has to be.
    private static func file(_ format: String, changing old: Data, to new: Data) throws -> Data {
        func checksum(_ data: Data) -> Data {
            let sum = data.withUnsafeBytes { crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
            return withUnsafeBytes(of: UInt32(truncatingIfNeeded: sum).littleEndian) { Data($0) }
        }
        let file = try file(format)
        let changed = file.replacing(old, with: new)
        #expect(changed != file && changed.count == file.count)
        return format == "pt" ? changed.replacing(checksum(old), with: checksum(new)) : changed
    }

    /// The file with another number in the place of the fourth of `last.bias`.
    private static func file(_ format: String, with change: (Float) -> Float) throws -> Data {
        let entry = try #require(try SafeTensors(decoding: file("safetensors"))["last.bias"])
        var values = try #require(entry.tensor).values
        values[3] = change(values[3])
        return try file(format, changing: entry.bytes, to: values.withUnsafeBytes { Data($0) })
    }

    private static func compare(_ reported: Data, _ computed: Data, _ tolerance: Double) throws
        -> TensorComparison
    {
        try TensorComparison(
            of: SavedTensors(decoding: reported), with: SavedTensors(decoding: computed), tolerance: tolerance
        )
    }

    @Test(arguments: formats)
    func `a file equals itself, number by number`(format: String) throws {
        let same = try Self.compare(Self.file(format), Self.file(format), 0)
        #expect(same.differences == [])
        #expect(same.tensorCount == 4)
        #expect(same.numberCount == 3 * 25 + 3 + 10 * 108 + 10)
        #expect(same.largest == nil)
    }

    @Test(arguments: formats)
    func `a number beyond the tolerance is named with its tensor, and one within passes`(format: String)
        throws
    {
        let reported = try Self.file(format) { $0 + 0.5 }
        let far = try Self.compare(reported, Self.file(format), 0.01)
        #expect(far.differences.count == 1)
        let words =
            "the tensor 'last.bias' differs by more than the tolerance in 1 of 10 numbers by up to 0.5: "
        #expect(far.differences.first?.hasPrefix(words) == true, "\(far.differences)")
        let close = try Self.compare(reported, Self.file(format), 0.6)
        #expect(close.differences == [])
        #expect(close.largest?.tensor == "last.bias")
        #expect(abs((close.largest?.difference ?? 0) - 0.5) < 1e-6)
    }

    @Test func `the tolerance is absolute and a share of the reported number`() throws {
        func file(_ number: Float) throws -> Data {
            try SafeTensors([("a", Tensor(shape: Shape([1]), values: [number]))]).encoded()
        }
        // 0.25 and a quarter of 8 are 2.25, exact in binary; of 10.5 it would be more.
        #expect(try Self.compare(file(8), file(10.25), 0.25).differences == [])
        #expect(try Self.compare(file(8), file(5.75), 0.25).differences == [])
        #expect(try Self.compare(file(8), file(10.5), 0.25).differences.count == 1)
        #expect(try Self.compare(file(8), file(5.5), 0.25).differences.count == 1)
    }

    @Test(arguments: formats)
    func `NaN and infinity agree with nothing`(format: String) throws {
        for (number, words) in [(Float.nan, "NaN"), (.infinity, "∞"), (-.infinity, "-∞")] {
            let file = try Self.file(format) { _ in number }
            for (reported, computed) in [
                (file, try Self.file(format)), (try Self.file(format), file), (file, file),
            ] {
                let found = try Self.compare(reported, computed, 1e9).differences
                #expect(found.count == 1)
                let start = "the tensor 'last.bias' differs by more than the tolerance in 1 of 10 numbers: "
                #expect(found.first?.hasPrefix(start) == true, "\(found)")
                #expect(found.first?.contains(words) == true, "\(found)")
            }
        }
    }

    @Test func `names and shapes that differ are named`() throws {
        func file(_ tensors: [(String, [Int])]) throws -> Data {
            try SafeTensors(
                tensors.map { name, sizes in
                    let shape = Shape(sizes)
                    return (name, Tensor(shape: shape, values: Array(repeating: 1, count: shape.count)))
                }
            ).encoded()
        }
        let found = try Self.compare(
            file([("a", [2, 3]), ("b", [2]), ("c", [1])]), file([("a", [3, 2]), ("b", [2]), ("d", [])]), 1e9)
        #expect(
            found.differences == [
                "the tensor 'a' is 3×2, reported as 2×3", "the tensor 'd' was not reported",
                "the tensor 'c' is missing",
            ])
        #expect(found.tensorCount == 1)
    }

    @Test(arguments: [
        ("pt", "the file 'net/stepbook.json'"), ("safetensors", "the text 'stepbook'"),
        ("onnx", "what surrounds the tensors"),
    ])
    func `what a file says beside its tensors must be the same`(format: String, part: String) throws {
        // Two classes that are confused with each other make another network of the same numbers.
        var description = try #require(
            try SafeTensors(decoding: Self.file("safetensors")).metadata["stepbook"])
        if format != "safetensors" {
            description = description.replacing(",\"names\":[\"first\",\"last\"]", with: "")
        }
        let changed = description.replacing("\"0\",\"1\"", with: "\"1\",\"0\"")
        func bytes(_ text: String) -> Data {
            Data((format == "safetensors" ? text.replacing("\"", with: "\\\"") : text).utf8)
        }
        let reported = try Self.file(format, changing: bytes(description), to: bytes(changed))
        let found = try Self.compare(reported, Self.file(format), 1e9)
        #expect(found.differences == ["\(part) is not the same"])
    }

    @Test(arguments: ["pt", "safetensors"])
    func `a count of batches is compared exactly, whatever the tolerance`(format: String) throws {
        let files = try [1, 2].map { epochs in
            let experiment = try Experiment()
            let run = try experiment.run(
                """
                let digits = load("builtin", train: 40, test: 5)
                let model = train(
                    digits, layers: [conv2d(3, kernel: 5), batchNorm2d, maxPool2d(4), flatten, dense(10)],
                    epochs: \(epochs))
                save(model, to: "net.\(format)", names: ["conv", "bn", "fc"])
                """)
            #expect(run.failures == [])
            return try experiment.folder.data("output/net.\(format)")
        }
        let same = try Self.compare(files[0], files[0], 0)
        #expect(same.differences == [])
        #expect(same.tensorCount == 8)
        let found = try Self.compare(files[0], files[1], 1e9)
        #expect(found.differences == ["the value of 'bn.num_batches_tracked' is not the same"])
    }

    @Test func `numbers of another type in the file are reported`() throws {
        var (wide, narrow) = (ForeignSafeTensors(), ForeignSafeTensors())
        wide.add("a", [1], [1])
        narrow.tensors.append(("a", "BF16", [1], Data([0x80, 0x3F])))
        let found = try Self.compare(narrow.encoded, wide.encoded, 0)
        #expect(found.differences == ["the type of 'a' is not the same"])
    }

    @Test func `a file that is not a network, or has no numbers, is refused with a reason`() throws {
        var whole = ForeignSafeTensors()
        whole.tensors.append(("a", "I64", [1], Data(count: 8)))
        for (file, words) in [
            (Data("epoch,loss\n1,0.5\n".utf8), "it is neither a state dict of torch.save nor safetensors"),
            (whole.encoded, "its 'a' has elements that are not floating-point numbers"),
            (ForeignSafeTensors().encoded, "it holds no tensors"),
            (try Self.file("onnx").dropLast(), "it is damaged, or no ONNX file of 'save'"),
        ] {
            #expect(problem(with: file) == words)
        }
    }

    private func problem(with file: Data) -> String? {
        do throws(ModelFileProblem) {
            _ = try SavedTensors(decoding: file)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `thousands of damaged files are compared or refused`() throws {
        var random = RandomSource(seed: 7)
        let files = try Self.formats.map { try Self.file($0) }
        var noticed = 0
        let count = Fuzzing.count(few: 3000)
        for round in 0..<count {
            let original = files[round % files.count]
            var bytes = [UInt8](original)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // Half of them where the lengths and names are.
                let reach = Bool.random(using: &random) ? bytes.count : min(bytes.count, 700)
                bytes[Int.random(in: 0..<reach, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if round % 7 == 0 { bytes.removeLast(Int.random(in: 1...bytes.count / 2, using: &random)) }
            guard let reported = try? SavedTensors(decoding: Data(bytes)) else {
                noticed += 1
                continue
            }
            let found = try TensorComparison(
                of: reported, with: SavedTensors(decoding: original), tolerance: 0)
            if !found.differences.isEmpty { noticed += 1 }
        }
        #expect((count / 4..<count).contains(noticed), "\(noticed)")
    }
}
