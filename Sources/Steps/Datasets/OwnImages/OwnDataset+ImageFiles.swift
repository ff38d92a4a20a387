import FoundationEssentials
import Images
import NeuralNet
import Workflow

extension OwnDataset {
    /// The images of labelled image files, in grey.
    ///
    /// - Throws: ``DataFileProblem`` if a file is damaged or of another size than the first, `CancellationError`.
    func decoded(
        _ files: [(file: String, label: Int)], _ contents: (String) -> Data, _ choices: Choices,
        _ context: StepContext
    ) throws -> OwnImages {
        var images = OwnImages()
        var (width, height) = (0, 0)
        for (index, (file, label)) in files.enumerated() {
            if index % 100 == 0 {
                try context.checkCancellation()
                context.report(Progress("reading images", fraction: Double(index) / Double(files.count)))
            }
            let name = folder.name + "/" + file
            let decoded = try Self.image(contents(file), name: name)
            let image = decoded.image
            if index == 0 {
                (width, height) = (image.width, image.height)
                images.shape = Shape([1, height, width])
            }
            guard image.width == width, image.height == height else {
                throw DataFileProblem(
                    name,
                    "has \(image.width) × \(image.height) pixels, but '\(files[0].file)' \(width) × \(height); all must be of one size"
                )
            }
            guard (images.labels.count + 1) * image.samples.count <= OwnFolder.limit else {
                throw DataFileProblem(folder.name, "has more pixels than are read")
            }
            images.samples.append(choices.isInverted ? Data(image.samples.map { 255 - $0 }) : image.samples)
            images.labels.append(UInt8(label))
            if decoded.hadColours { images.coloured += 1 }
            if decoded.lostDepth { images.shallow += 1 }
            images.survey.look(at: image, hadColours: decoded.hadColours)
        }
        return images
    }

    private static func image(_ file: Data, name: String) throws -> GreyImage.Decoded {
        do {
            return try GreyImage.decoding(file)
        } catch {
            throw DataFileProblem(name, error.description)
        }
    }
}
