import Foundation
import Steps
import TestSupport
import Workflow

/// Four files in MNIST's format with a few images, and what is wrong with them where a test wants that.
struct SmallMNIST {
    var trainImages = Data.idx([20, 28, 28], Data.noise(20 * 784))
    var trainLabels = Data.idx([20], (0..<20).map { UInt8($0 % 10) })
    var testImages = Data.idx([5, 28, 28], Data.noise(5 * 784, seed: 2))
    var testLabels = Data.idx([5], [7, 2, 1, 0, 4])

    /// The names of the packed files, in the published order.
    static let names = Publication.mnist.files.map(\.name)

    /// The files unpacked, in the published order.
    var files: [Data] { [trainImages, trainLabels, testImages, testLabels] }

    /// Writes the packed files into a folder.
    func write(to folder: TemporaryFolder, under path: String = "") throws {
        for (name, file) in zip(Self.names, files) { try folder.write(file.gzipped, to: path + name) }
    }

    /// The four files as if these were the published ones.
    func publication(
        mirrors: [String], name: String = "mnist", title: String = "MNIST",
        classes: [String] = Publication.mnist.classes
    ) -> Publication {
        let files = zip(Self.names, files).map { name, file in
            let packed = file.gzipped
            return Publication.File(
                name: name, bytes: packed.count, hash: ContentHash(of: packed).hexadecimal,
                unpackedHash: ContentHash(of: file).hexadecimal)
        }
        return Publication(
            name: name, title: title, train: Array(files[..<2]), test: Array(files[2...]),
            counts: ImageCounts(train: 20, test: 5), classes: classes, mirrors: mirrors)
    }
}
