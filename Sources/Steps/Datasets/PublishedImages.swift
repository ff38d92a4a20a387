import FoundationEssentials
import NeuralNet
import Workflow

/// The images of a published data set: 28×28 pixels of 8-bit grey, ink bright.
enum PublishedImages {
    /// The shape of an image.
    static let shape = Shape([1, 28, 28])

    /// Reads a part's two files.
    ///
    /// - Throws: ``DataFileProblem`` where one is not what it should be, or they do not fit each other.
    static func examples(
        images imageFile: StepInputs.File, labels labelFile: StepInputs.File, part: String,
        of publication: Publication
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
        let highest = publication.classes.count - 1
        if let place = labels.elements.firstIndex(where: { $0 > highest }) {
            let index = place - labels.elements.startIndex
            throw DataFileProblem(
                labelFile.name,
                "has the label \(labels.elements[place]) at \(index); labels are 0 to \(highest)")
        }
        return (
            Examples.Record(
                dataset: publication.title, part: part, shape: shape, classes: publication.classes,
                normalization: nil, isFramed: publication.showsDigits ? nil : false),
            publication.isTransposed ? transposed(images.elements) : images.elements, labels.elements
        )
    }

    /// The images with rows and columns exchanged.
    private static func transposed(_ images: Data) -> Data {
        let (height, width) = (shape.dimensions[1], shape.dimensions[2])
        var result = [UInt8](repeating: 0, count: images.count)
        images.withUnsafeBytes { (source: UnsafeRawBufferPointer) in
            for image in stride(from: 0, to: source.count, by: height * width) {
                for row in 0..<height {
                    for column in 0..<width {
                        result[image + row * width + column] = source[image + column * height + row]
                    }
                }
            }
        }
        return Data(result)
    }
}
