import Foundation
import NeuralNet
import Steps

/// CIFAR's format with images of 4 × 2 pixels: for each a byte for its label and then the samples of red, green and
/// blue, in any number of files per part.
struct PlanarColour: DataFileFormat {
    static let shape = Shape([3, 2, 4])

    let name = "files of planes"
    let version = 1
    let content = ImageContent.picture
    let largestFile = 1 << 20

    func recognizes(_ path: String) -> Bool { path.hasSuffix(".planes") }

    func parts(among files: [String], of dataset: String) throws(DataFileProblem) -> DataFileParts {
        let test = files.filter { $0.hasPrefix("test") }
        return DataFileParts(
            train: files.filter { recognizes($0) && !test.contains($0) }, test: test.isEmpty ? nil : test)
    }

    func shape(of files: [DataFile]) -> Shape { Self.shape }

    func labels(in files: [DataFile]) -> Data {
        let size = 1 + Self.shape.count
        return Data(
            files.map { Data($0.data) }.flatMap { file in
                stride(from: 0, to: file.count, by: size).map { file[$0] }
            })
    }

    func images(in files: [DataFile]) -> LabelledSamples {
        let size = 1 + Self.shape.count
        let samples = files.map { Data($0.data) }.flatMap { file in
            stride(from: 0, to: file.count, by: size).flatMap { file[$0 + 1..<$0 + size] }
        }
        return LabelledSamples(shape: Self.shape, samples: Data(samples), labels: labels(in: files))
    }

    // MARK: A data set

    /// The samples of an image, `[C, H, W]`: red ones of 200 to 207, and less of green and blue.
    static func samples(_ number: UInt8) -> [UInt8] {
        [200, 100, 10].flatMap { base in (0..<8).map { base + ($0 + number) % 8 } }
    }

    /// A file of images whose labels are 0, 1, 0, …
    static func file(_ numbers: some Sequence<UInt8>) -> Data {
        Data(numbers.flatMap { [$0 % 2] + samples($0) })
    }

    /// Six images to train on in two files, and two to test on, as if these were the published ones.
    static let publication = Publication(
        name: "colours", title: "Colours", format: PlanarColour(),
        train: ["train1.planes", "train2.planes"].map { .init(name: $0, bytes: nil, hash: nil) },
        test: [.init(name: "test.planes", bytes: nil, hash: nil)], shape: shape,
        counts: ImageCounts(train: 6, test: 2), classes: ["even", "odd"], mirrors: [])
}
