import FoundationEssentials
import NeuralNet
import Workflow

/// MNIST: 60,000 training and 10,000 test images of handwritten digits, 28×28, 8-bit grey (LeCun et al. 1998).
enum MNIST {
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
                "has \(labels.dimensions[0]) labels for the \(images.dimensions[0]) images of '\(imageFile.name)'"
            )
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
