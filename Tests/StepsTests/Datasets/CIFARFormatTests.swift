import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing

/// The binary files of CIFAR-10 and CIFAR-100.
struct CIFARFormatTests {
    /// The samples of an image, of which no two channels begin alike.
    static func samples(_ number: UInt8) -> [UInt8] {
        (0..<3072).map { UInt8(truncatingIfNeeded: $0 / 1024 * 50 + $0 % 7 + Int(number)) }
    }

    /// A file of CIFAR-10: for each image its label and its samples.
    static func file(_ labels: [UInt8], from first: UInt8 = 0) -> Data {
        Data(labels.enumerated().flatMap { [$1] + samples(first + UInt8($0)) })
    }

    /// A file of CIFAR-100, whose coarse labels are 9.
    static func fineFile(_ labels: [UInt8], from first: UInt8 = 0) -> Data {
        Data(labels.enumerated().flatMap { [9, $1] + samples(first + UInt8($0)) })
    }

    private func files(_ contents: [Data]) -> [DataFile] {
        contents.enumerated().map { DataFile(name: "\($0).bin", data: $1) }
    }

    @Test func `images and labels of several files are read in order`() throws {
        let format = CIFARFormat()
        // A slice, whose indices do not begin at 0.
        let slice = (Data([1, 2, 3]) + Self.file([7], from: 2)).dropFirst(3)
        let files = files([Self.file([3, 0]), slice])
        #expect(try format.shape(of: files) == Shape([3, 32, 32]))
        #expect(try Array(format.labels(in: files)) == [3, 0, 7])
        let images = try format.images(in: files)
        #expect(images.shape == Shape([3, 32, 32]))
        #expect(Array(images.labels) == [3, 0, 7])
        #expect(Array(images.samples) == Self.samples(0) + Self.samples(1) + Self.samples(2))
        let place = try format.place(ofLabel: 2, in: files)
        #expect((place.file.name, place.index) == ("1.bin", 0))
    }

    @Test func `of two labels the fine one is the class`() throws {
        let images = try CIFARFormat(labelCount: 2).images(in: files([Self.fineFile([99, 4])]))
        #expect(Array(images.labels) == [99, 4])
        #expect(Array(images.samples) == Self.samples(0) + Self.samples(1))
    }

    @Test func `a file that ends within an image, or has none, is refused`() {
        expectProblem(
            "'0.bin' is cut short, or is no binary file of CIFAR: its 6145 bytes are 1 images of 3073 bytes and 3072 more"
        ) { try CIFARFormat().images(in: files([Self.file([1, 2]).dropLast()])) }
        expectProblem("'1.bin' has no images") {
            try CIFARFormat().labels(in: files([Self.file([1]), Data()]))
        }
        expectProblem(
            "'0.bin' is cut short, or is no binary file of CIFAR: its 3073 bytes are 0 images of 3074 bytes and 3073 more"
        ) { try CIFARFormat(labelCount: 2).shape(of: files([Self.file([1])])) }
    }

    @Test func `thousands of damaged files are read as whole images or refused`() {
        var random = RandomSource(seed: 18)
        let originals = [[UInt8](Self.file([1, 2])), [UInt8](Self.fineFile([1, 2]))]
        var refused = 0
        let count = Fuzzing.count(few: 2000)
        for round in 0..<count {
            let data = Data(Fuzzing.damaged(originals[round % 2], using: &random))
            let format = CIFARFormat(labelCount: 1 + round % 2)
            do throws(DataFileProblem) {
                let images = try format.images(in: files([data]))
                #expect(images.samples.count == 3072 * images.labels.count, "round \(round)")
                #expect(data.count == images.samples.count + images.labels.count * (1 + round % 2))
            } catch {
                refused += 1
                #expect(error.description.hasPrefix("'0.bin' "))
            }
        }
        #expect((count / 4..<count).contains(refused), "\(refused)")
    }
}
