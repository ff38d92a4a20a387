import Foundation
import TestSupport
import Testing

/// Networks for colour images, which have three channels instead of one.
struct ColourNetworkTests {
    private func refusal(_ layers: String, _ file: Data) throws -> String {
        let bench = try ModelBench()
        try bench.experiment.folder.write(file, to: "net.pt")
        return bench.refusal(
            "let squares = load(from: \"squares\", split: 0.5)\nlet model = loadModel(\"net.pt\", for: squares, layers: \(layers))\n"
        ) ?? ""
    }

    private static let words =
        "the network was trained on colour images, of 3 channels, and the images here have one"

    @Test(arguments: [true, false])
    func `a convolution over three channels is recognized`(isOrdered: Bool) throws {
        var dictionary = ForeignStateDictionary()
        var safeTensors = ForeignSafeTensors()
        for (name, shape) in [
            ("0.weight", [3, 3, 2, 2]), ("0.bias", [3]), ("2.weight", [4, 3]), ("2.bias", [4]),
        ] {
            let values = [Float](repeating: 0, count: shape.reduce(1, *))
            dictionary.add(name, shape, values)
            safeTensors.add(name, shape, values)
        }
        let found = try refusal(
            "[conv2d(3, kernel: 2), flatten, dense(4)]", isOrdered ? dictionary.encoded : safeTensors.encoded)
        #expect(found.contains("layer 1 takes 3×1×2×2"), "\(found)")
        #expect(found.contains(Self.words), "\(found)")
        #expect(found.contains("'weight.sum(1, keepdim=True)'"), "\(found)")
    }

    @Test func `a dense layer over three channels is recognized`() throws {
        var dictionary = ForeignStateDictionary()
        dictionary.add("1.weight", [4, 12], [Float](repeating: 0, count: 48))
        dictionary.add("1.bias", [4], [0, 0, 0, 0])
        let found = try refusal("[flatten, dense(4)]", dictionary.encoded)
        #expect(found.contains("layer 2 takes 4×4"), "\(found)")
        #expect(found.contains(Self.words), "\(found)")
        #expect(found.contains("'weight.view(4, 3, -1).sum(1)'"), "\(found)")
    }

    @Test func `other shapes do not mention colours`() throws {
        var dictionary = ForeignStateDictionary()
        dictionary.add("1.weight", [4, 8], [Float](repeating: 0, count: 32))
        dictionary.add("1.bias", [4], [0, 0, 0, 0])
        dictionary.add("2.weight", [4, 12], [Float](repeating: 0, count: 48))
        dictionary.add("2.bias", [4], [0, 0, 0, 0])
        let found = try refusal("[flatten, dense(4), dense(4)]", dictionary.encoded)
        #expect(found.contains("layer 2 takes 4×4"), "\(found)")
        #expect(!found.contains("colour"), "\(found)")
    }
}
