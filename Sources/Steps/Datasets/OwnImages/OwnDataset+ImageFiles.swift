import FoundationEssentials
import Images
import NeuralNet
import Workflow

extension OwnDataset {
    /// The channels in which the image files are loaded: those of the choices, or colours if any image has some. Ink is
    /// grey.
    ///
    /// Files that store greys are recognized by their headers, and the search ends at the first colours.
    ///
    /// - Throws: ``DataFileProblem`` if a file is damaged, `CancellationError`.
    func channels(
        _ contents: (String) -> Data, _ choices: Choices, _ context: StepContext
    ) throws -> ImageChannels {
        if let channels = choices.isInverted ? .grey : choices.form.channels { return channels }
        for case .images(let files)? in [layout.train, layout.test, layout.validation] {
            for (index, (file, _)) in files.enumerated() {
                if index % 100 == 0 { try context.checkCancellation() }
                let name = folder.name + "/" + file
                let hasColours = try Self.reading(name) { () throws(ImageFileProblem) in
                    try ColourImage.occur(in: contents(file))
                }
                if hasColours { return .colour }
            }
        }
        return .grey
    }

    /// The images of labelled image files.
    ///
    /// - Throws: ``DataFileProblem`` if a file is damaged or of another size than the first, `CancellationError`.
    func decoded(
        _ files: [(file: String, label: Int)], _ contents: (String) -> Data, _ choices: Choices,
        _ channels: ImageChannels, _ context: StepContext
    ) throws -> OwnImages {
        var images = OwnImages()
        let published = choices.publication
        if let published { images.shape = published.shape }
        for (index, (file, label)) in files.enumerated() {
            if index % 100 == 0 {
                try context.checkCancellation()
                context.report(Progress("reading images", fraction: Double(index) / Double(files.count)))
            }
            let name = folder.name + "/" + file
            let decoded = try Self.reading(name) { () throws(ImageFileProblem) in
                try GreyImage.decoding(contents(file))
            }
            let image = PlanarImage(decoded, channels, side: choices.form.side)
            if index == 0, published == nil { images.shape = image.shape }
            guard image.shape == images.shape else {
                let (own, first) = (image.shape.dimensions, images.shape.dimensions)
                let words =
                    published.map { "and those of \($0.title) have \(first[2]) × \(first[1])" }
                    ?? "but '\(files[0].file)' \(first[2]) × \(first[1]); all must be of one size, which 'size:' makes them"
                throw DataFileProblem(name, "has \(own[2]) × \(own[1]) pixels, \(words)")
            }
            guard (images.labels.count + 1) * image.samples.count <= OwnFolder.limit else {
                throw DataFileProblem(folder.name, "has more pixels than are read")
            }
            images.samples.append(choices.isInverted ? Data(image.samples.map { 255 - $0 }) : image.samples)
            images.labels.append(UInt8(label))
            if decoded.hadColours { images.coloured += 1 }
            if decoded.lostDepth { images.shallow += 1 }
            images.survey.look(at: decoded.image, hadColours: decoded.hadColours)
        }
        return images
    }

    /// What is read of an image file, whose name its problem gets.
    private static func reading<Content>(
        _ name: String, _ read: () throws(ImageFileProblem) -> Content
    ) throws(DataFileProblem) -> Content {
        do throws(ImageFileProblem) {
            return try read()
        } catch {
            throw DataFileProblem(name, error.description)
        }
    }
}
