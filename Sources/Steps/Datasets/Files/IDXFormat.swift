package import FoundationEssentials
package import NeuralNet

/// Grey images in the IDX files of MNIST and its relatives: for each part, one of images and one of labels.
package struct IDXFormat: DataFileFormat {
    /// Whether the files store each image transposed.
    private let isTransposed: Bool

    /// The label of the first class.
    package let firstLabel: UInt8

    /// Makes the format.
    ///
    /// - Parameters:
    ///   - isTransposed: whether the files store each image transposed, like EMNIST's.
    ///   - firstLabel: the label of the first class: 1 of EMNIST's letters.
    package init(isTransposed: Bool = false, firstLabel: UInt8 = 0) {
        self.isTransposed = isTransposed
        self.firstLabel = firstLabel
    }

    /// The name of its files in messages.
    package let name = "IDX files"

    /// Raised whenever the same files give a different data set.
    package let version = 2

    /// The images are ink, like MNIST's.
    package let content = ImageContent.ink

    /// The contents of a part's two files.
    package let roles = ["images", "labels"]

    /// A header plus the maximum number of elements.
    package let largestFile = IDXFile.limit + 16

    /// The possible local names of a published file.
    package func names(ofPublished name: String) -> [String] {
        guard let unpacked = Gzip.unpackedName(of: name) else { return [name] }
        // Some programs change the name when they decompress.
        return [name, unpacked, unpacked.replacing("-idx", with: ".idx")]
    }

    /// Whether a file's name matches this format.
    package func recognizes(_ path: String) -> Bool { IDXName(path) != nil }

    /// The training files and the test files, by their names.
    package func parts(among files: [String], of dataset: String) throws(DataFileProblem) -> DataFileParts {
        try IDXName.parts(among: files, of: dataset)
    }

    /// The shape of each image, from the headers of both files.
    package func shape(of files: [DataFile]) throws(DataFileProblem) -> Shape {
        let (imageFile, labelFile) = (files[0], files[1])
        let images = try IDXFile.dimensions(of: imageFile.data, rank: 3, name: imageFile.shownName)
        let labels = try IDXFile.dimensions(of: labelFile.data, rank: 1, name: labelFile.shownName)
        try Self.check(labels[0], labelFile, for: images[0], imageFile)
        return Self.shape(images)
    }

    /// The labels alone.
    package func labels(in files: [DataFile]) throws(DataFileProblem) -> Data {
        let labels = try IDXFile(files[1].data, rank: 1, name: files[1].shownName).elements
        return try fromFirst(labels, files[1])
    }

    /// Labels that begin at 0.
    private func fromFirst(_ labels: Data, _ file: DataFile) throws(DataFileProblem) -> Data {
        guard firstLabel > 0 else { return labels }
        if let place = Array(labels).firstIndex(where: { $0 < firstLabel }) {
            throw DataFileProblem(
                file.shownName,
                "has the label \(labels[labels.startIndex + place]) at \(place); labels begin at \(firstLabel)"
            )
        }
        return Data(labels.map { $0 - firstLabel })
    }

    /// The images with their labels.
    package func images(in files: [DataFile]) throws(DataFileProblem) -> LabelledSamples {
        let (imageFile, labelFile) = (files[0], files[1])
        let images = try IDXFile(imageFile.data, rank: 3, name: imageFile.shownName)
        let labels = try IDXFile(labelFile.data, rank: 1, name: labelFile.shownName)
        let shape = Self.shape(images.dimensions)
        try Self.check(labels.dimensions[0], labelFile, for: images.dimensions[0], imageFile)
        return LabelledSamples(
            shape: shape,
            samples: isTransposed ? Self.transposed(images.elements, shape) : images.elements,
            labels: try fromFirst(labels.elements, labelFile))
    }

    /// The place in the part's one file of labels.
    package func place(ofLabel image: Int, in files: [DataFile]) -> (file: DataFile, index: Int) {
        (files[1], image)
    }

    /// The shape of each image, which is grey.
    private static func shape(_ dimensions: [Int]) -> Shape { Shape([1] + dimensions.dropFirst()) }

    private static func check(
        _ labels: Int, _ labelFile: DataFile, for images: Int, _ imageFile: DataFile
    ) throws(DataFileProblem) {
        guard images == labels else {
            throw DataFileProblem(
                labelFile.shownName, "has \(labels) labels for the \(images) images of '\(imageFile.name)'")
        }
    }

    /// The images with rows and columns exchanged.
    private static func transposed(_ images: Data, _ shape: Shape) -> Data {
        // Images of no pixels have no first sample to step to.
        guard !images.isEmpty else { return images }
        let (height, width) = (shape.dimensions[1], shape.dimensions[2])
        var result = [UInt8](repeating: 0, count: images.count)
        let source = images.span
        for image in stride(from: 0, to: source.count, by: height * width) {
            for row in 0..<height {
                for column in 0..<width {
                    result[image + row * width + column] = source[image + column * height + row]
                }
            }
        }
        return Data(result)
    }
}
