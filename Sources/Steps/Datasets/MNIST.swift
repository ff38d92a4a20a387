import FoundationEssentials
import NeuralNet
import Workflow

/// MNIST: 60,000 training and 10,000 test images of handwritten digits, 28×28, 8-bit grey (LeCun et al. 1998).
package struct MNIST: Sendable {
    /// One of the four files as it is published.
    package struct File: Sendable, Hashable {
        /// The published name.
        package let name: String
        /// The published size in bytes.
        package let bytes: Int
        /// The SHA-256 of the published bytes.
        package let hash: String
    }

    /// The four files: training images, training labels, test images, test labels.
    package static let files = [
        File(
            name: "train-images-idx3-ubyte.gz", bytes: 9_912_422,
            hash: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        File(
            name: "train-labels-idx1-ubyte.gz", bytes: 28_881,
            hash: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        File(
            name: "t10k-images-idx3-ubyte.gz", bytes: 1_648_877,
            hash: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        File(
            name: "t10k-labels-idx1-ubyte.gz", bytes: 4_542,
            hash: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ]

    /// Where the files are fetched from, in this order; what comes is checked against its hash.
    package static let mirrors = [
        "https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/",
    ]

    /// The shape of an image.
    static let shape = Shape([1, 28, 28])

    /// The classes.
    static let classes = (0...9).map(String.init)

    /// Reads a part's two files.
    ///
    /// - Throws: ``DataFileProblem`` where one is not what it should be, or they do not fit each other.
    static func examples(
        images imageFile: StepInputs.File, labels labelFile: StepInputs.File, part: String, dataset: String
    ) throws -> (record: Examples.Record, images: Data, labels: Data) {
        let images = try IDXFile(imageFile.data, rank: 3, name: imageFile.name)
        let labels = try IDXFile(labelFile.data, rank: 1, name: labelFile.name)
        let size = Array(images.dimensions.dropFirst())
        guard size == Array(shape.dimensions.dropFirst()) else {
            throw DataFileProblem(
                imageFile.name, "has images of \(size.map(String.init).joined(separator: "×")), not of 28×28")
        }
        guard images.dimensions[0] == labels.dimensions[0] else {
            throw DataFileProblem(
                labelFile.name,
                "has \(labels.dimensions[0]) labels for the \(images.dimensions[0]) images of '\(imageFile.name)'")
        }
        if let place = labels.elements.firstIndex(where: { $0 > 9 }) {
            let index = place - labels.elements.startIndex
            throw DataFileProblem(
                labelFile.name, "has the label \(labels.elements[place]) at \(index); labels are 0 to 9")
        }
        return (
            Examples.Record(dataset: dataset, part: part, shape: shape, classes: classes, normalization: nil),
            images.elements, labels.elements
        )
    }
}
