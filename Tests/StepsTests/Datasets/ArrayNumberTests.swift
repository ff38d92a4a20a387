import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing

/// Samples and labels in arrays of other types than bytes.
struct ArrayNumberTests {
    /// The bytes of numbers, little-endian.
    private static func bytes(_ numbers: [Double], as type: String) -> [UInt8] {
        numbers.flatMap { number -> [UInt8] in
            switch type {
            case "<f4": withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { Array($0) }
            case "<f8": withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
            default: withUnsafeBytes(of: Int64(number).littleEndian) { Array($0.prefix(size(of: type))) }
            }
        }
    }

    private static func size(of type: String) -> Int { Int(type.suffix(1)) ?? 1 }

    private static func images(_ numbers: [Double], as type: String) throws(DataFileProblem)
        -> LabelledSamples
    {
        try ArrayImages.samples(
            NumPyArray(
                .numPy([1, 1, numbers.count], bytes(numbers, as: type), type: type), name: "x",
                holding: .images),
            "x", NumPyArray(.numPy([1], [3]), name: "y", holding: .labels), "y")
    }

    private static let types = ["<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f4", "<f8"]

    @Test(arguments: types)
    func `whole numbers from 0 to 255 are samples and labels, whatever their type`(type: String) throws {
        let numbers: [Double] = [0, 1, 127, 128, 200, 255]
        #expect(try Array(Self.images(numbers, as: type).samples) == [0, 1, 127, 128, 200, 255])
        let labelled = try ArrayImages.samples(
            NumPyArray(.numPy([6, 1, 1], [0, 1, 2, 3, 4, 5]), name: "x", holding: .images), "x",
            NumPyArray(
                .numPy([6], Self.bytes(numbers, as: type), type: type), name: "y", holding: .labels), "y")
        #expect(Array(labelled.labels) == [0, 1, 127, 128, 200, 255])
    }

    private static let wanted = "and those of images are whole numbers from 0 to 255: in Python,"
    private static let scaled = "\(wanted) '(array * 255).round().astype(\"uint8\")'"
    private static let rest = "\(wanted) scale them to that range, then 'array.round().astype(\"uint8\")'"

    @Test(
        arguments: [
            ("<f4", [0, 0.25, 1], "samples from 0 to 1, \(scaled)"),
            ("<f8", [0, 1], "samples from 0 to 1, \(scaled)"),
            ("<i8", [0, 1], "samples from 0 to 1, \(scaled)"), ("<u2", [0], "samples from 0 to 0, \(scaled)"),
            (
                "<f8", [0.5, 254.25],
                "samples from 0.5 to 254.25 with fractions, \(wanted) 'array.round().astype(\"uint8\")'"
            ),
            ("<f4", [-1, 0.5], "samples from -1 to 0.5, \(rest)"),
            ("<i2", [-1, 255], "samples from -1 to 255, \(rest)"),
            ("<i8", [3, 256], "samples from 3 to 256, \(rest)"),
            ("<f4", [0, 1e30], "samples from 0 to 1e+30, \(rest)"),
            (
                "<f8", [0, .nan, 255],
                "samples that are not finite numbers, \(wanted) 'numpy.nan_to_num(array)' makes zeros of those that are no numbers"
            ),
            (
                "<f4", [.infinity],
                "samples that are not finite numbers, \(wanted) 'numpy.nan_to_num(array)' makes zeros of those that are no numbers"
            ),
        ] as [(String, [Double], String)])
    func `other samples come with the range that they have, and what makes bytes of it`(
        type: String, numbers: [Double], words: String
    ) {
        expectProblem("'x' has \(words)") { try Self.images(numbers, as: type) }
    }

    @Test func `what is true or false is no sample`() {
        expectProblem(
            "'x' has samples that are true or false, \(Self.wanted) 'array.astype(\"uint8\") * 255'"
        ) {
            try ArrayImages.samples(
                NumPyArray(.numPy([1, 1, 2], [0, 1], type: "|b1"), name: "x", holding: .images), "x",
                NumPyArray(.numPy([1], [3]), name: "y", holding: .labels), "y")
        }
    }

    @Test(arguments: [("<f4", 2.5), ("<f8", -1), ("<f8", .nan), ("<i8", 256)] as [(String, Double)])
    func `labels that are no whole numbers from 0 to 255 are refused`(type: String, label: Double) {
        expectProblem("'y' has labels that are not whole numbers from 0 to 255") {
            try ArrayImages.samples(
                NumPyArray(.numPy([1, 1, 1], [9]), name: "x", holding: .images), "x",
                NumPyArray(
                    .numPy([1], Self.bytes([label], as: type), type: type), name: "y", holding: .labels), "y")
        }
    }
}
