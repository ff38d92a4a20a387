package import FoundationEssentials
package import NeuralNet

/// The binary files of CIFAR-10 and CIFAR-100: records of an image's labels and its 32 × 32 samples of red, green and
/// blue, row by row.
///
/// Source: the section "Binary version" of <https://www.cs.toronto.edu/~kriz/cifar.html>. The files state no size: that
/// follows from their length.
package struct CIFARFormat: DataFileFormat {
    /// The number of label bytes of a record, of which the last is the class: CIFAR-100's first is a coarse one.
    private let labelCount: Int

    /// Makes the format.
    ///
    /// - Parameter labelCount: the number of labels of each image: 1 in CIFAR-10, 2 in CIFAR-100.
    package init(labelCount: Int = 1) { self.labelCount = labelCount }

    /// The shape of each image.
    package static let imageShape = Shape([3, 32, 32])

    /// The name of its files in messages.
    package let name = "CIFAR's binary files"

    /// Raised whenever the same files give a different data set.
    package let version = 1

    /// The images are pictures.
    package let content = ImageContent.picture

    /// CIFAR-100's 50,000 training images, with space for six times as many.
    package let largestFile = 1 << 30

    /// The size of a record in bytes.
    private var recordSize: Int { labelCount + Self.imageShape.count }

    /// Whether a file's name ends in `.bin`.
    package func recognizes(_ path: String) -> Bool { path.lowercased().hasSuffix(".bin") }

    /// The training files, and the test files by a name that begins with `test`.
    package func parts(among files: [String], of dataset: String) throws(DataFileProblem) -> DataFileParts {
        let test = files.filter { $0.split(separator: "/").last?.lowercased().hasPrefix("test") == true }
        let train = files.filter { !test.contains($0) }
        guard !train.isEmpty else { throw .onlyTestImages(of: dataset) }
        return DataFileParts(train: train, test: test.isEmpty ? nil : test)
    }

    /// The shape of each image, which is the same in all files.
    package func shape(of files: [DataFile]) throws(DataFileProblem) -> Shape {
        for file in files { _ = try count(of: file) }
        return Self.imageShape
    }

    /// The labels of the classes alone.
    package func labels(in files: [DataFile]) throws(DataFileProblem) -> Data {
        var labels = Data()
        for file in files {
            let bytes = file.data.span
            for record in 0..<(try count(of: file)) {
                labels.append(bytes[record * recordSize + labelCount - 1])
            }
        }
        return labels
    }

    /// The images with the labels of their classes.
    package func images(in files: [DataFile]) throws(DataFileProblem) -> LabelledSamples {
        let labels = try labels(in: files)
        // Before they are copied: each of several files may be as large as a part.
        try SampleLimit.check(labels.count, of: Self.imageShape, in: files.first?.shownName ?? "")
        var samples = Data(capacity: labels.count * Self.imageShape.count)
        for file in files {
            for start in stride(from: 0, to: file.data.count, by: recordSize) {
                let record = file.data.startIndex + start
                samples.append(file.data[record + labelCount..<record + recordSize])
            }
        }
        return LabelledSamples(shape: Self.imageShape, samples: samples, labels: labels)
    }

    /// The number of a file's records.
    ///
    /// - Throws: ``DataFileProblem`` if it has none, or ends within one.
    private func count(of file: DataFile) throws(DataFileProblem) -> Int {
        let (count, rest) = file.data.count.quotientAndRemainder(dividingBy: recordSize)
        guard rest == 0 else {
            throw DataFileProblem(
                file.shownName,
                "is cut short, or is no binary file of CIFAR: its \(file.data.count) bytes are \(count) images of \(recordSize) bytes and \(rest) more"
            )
        }
        guard count > 0 else { throw DataFileProblem(file.shownName, "has no images") }
        return count
    }
}
