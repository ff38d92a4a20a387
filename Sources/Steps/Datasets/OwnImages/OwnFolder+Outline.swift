import FoundationEssentials
import NeuralNet

extension OwnFolder {
    /// The facts of a part of a data set that need no decoding of its images.
    struct PartOutline {
        /// The shape of each image, `[C, H, W]`.
        let shape: Shape
        /// The number of images of each label, 0…255.
        let labelCounts: [Int]
    }

    /// The shape and the labels of a part.
    ///
    /// Labels are counted as bytes: a compressed file of a few kilobytes may claim a billion of them.
    ///
    /// - Parameter imageShape: the shape of the decoded image files.
    /// - Throws: ``DataFileProblem`` if its files are damaged, do not match, or have impossible images.
    func outline(of part: OwnLayout.Part, imageShape: Shape) throws(DataFileProblem) -> PartOutline {
        var counts = [Int](repeating: 0, count: OwnLayout.mostClasses)
        switch part {
        case .images(let images):
            for image in images { counts[image.label] += 1 }
            return PartOutline(shape: imageShape, labelCounts: counts)
        case .data(let names, let format):
            var files: [DataFile] = []
            for file in names {
                files.append(DataFile(name: file, in: name, data: try contents(of: file)))
            }
            let shape = try format.shape(of: files)
            let labels = try format.labels(in: files)
            try SampleLimit.check(labels.count, of: shape, in: files.first?.shownName ?? name)
            let bytes = labels.span
            for place in bytes.indices { counts[Int(bytes[place])] += 1 }
            return PartOutline(shape: shape, labelCounts: counts)
        }
    }
}
