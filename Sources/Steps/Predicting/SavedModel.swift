package import Figures
package import FoundationEssentials
package import Images
import NeuralNet
import Workflow

/// A network from a file that a notebook saved, for use outside notebooks.
package struct SavedModel: Sendable {
    /// A picture with the readings on it.
    package struct ReadPicture: Sendable {
        /// Its name.
        package let name: String
        /// The readings, in reading order; empty if there is no writing.
        package let readings: [Reading]
        /// Whether it lost colours that might have mattered to the network.
        package let lostColours: Bool
        /// Whether it has no colours, and the network was trained on pictures that have.
        package let lacksColours: Bool
        /// Whether it has few remaining grey levels.
        package let lostDepth: Bool
    }

    /// A reading on a picture.
    package struct Reading: Sendable {
        /// Its bounding box, in the picture's pixels; `nil` for the whole picture.
        package let box: PixelBox?
        /// The classes with their probabilities, 0…1, the most probable first.
        package let guesses: [(label: String, probability: Double)]
    }

    private let model: Model
    private let layerNotices: LayerNotices
    private let threads: Int

    /// What the pictures are classified by, one after another; an error of its parameters is that of each picture.
    private let classifier: Result<Classifier, any Error>

    /// Reads a network from a file of `save`.
    ///
    /// - Throws: ``ModelFileProblem`` if it is not such a file.
    package init(decoding file: Data, threads: Int) throws(ModelFileProblem) {
        (model, layerNotices) = try Model.described(in: file)
        self.threads = threads
        classifier = Result { [model] in try model.classifier(threads: threads, keepsKernels: true) }
    }

    /// The notices, whole sentences, on a file of this name.
    package func notices(on file: String) -> [String] { layerNotices.sentences(on: file) }

    /// Its purpose, in words: `reads digits on images of 28 × 28 pixels: 0, 1, 2`.
    package var purpose: String {
        let record = model.record
        let sizes = record.architecture.input.dimensions
        let size =
            sizes.count == 3 ? "\(sizes[2]) × \(sizes[1]) pixels" : "\(record.architecture.input) numbers"
        let more = record.classes.count - Self.classesNamed
        let classes = record.classes.prefix(Self.classesNamed).joined(separator: ", ")
        let verb =
            readsDigits
            ? "reads digits on images of \(size)"
            : "tells \(images) of \(size) apart"
        return "\(verb): \(classes)\(more > 0 ? " and \(more) more" : "")"
    }

    /// What it classifies, in words.
    private var images: String {
        if takesColours { return "pictures in colour" }
        return model.record.content == .picture ? "pictures" : "images"
    }

    /// Whether it takes pictures in colour, which cannot be drawn and have no handwriting that is looked for.
    package var takesColours: Bool { ImageChannels(of: model.record.architecture.input) == .colour }

    /// Whether it was trained on pictures, in colour or grey, and not on ink, which can be drawn.
    package var takesPictures: Bool { takesColours || model.record.content == .picture }

    /// Why it reads no pictures so; `nil` if it does.
    ///
    /// - Parameters:
    ///   - subject: what to look for.
    ///   - preparation: one of ``preparations``; `nil` for what fits the network's training images.
    package func problem(subject: HandwrittenPicture.Subject, preparation: String?) -> String? {
        let isHandwriting =
            subject == .digits || preparation == PictureReader.Preparation.digit.rawValue
        return takesColours && isHandwriting
            ? "takes pictures in colour, \(PictureReader.handwritingIsGrey)" : nil
    }

    /// The maximum number of classes named in the purpose.
    private static let classesNamed = 12

    /// Its size, in words: `421,642 parameters`.
    package var extent: String {
        "\(NumberText.grouped(model.record.architecture.parameterCount)) parameters"
    }

    /// Whether its classes are handwritten digits, like MNIST's.
    package var readsDigits: Bool {
        model.record.content == .ink && model.record.isFramed != false
            && model.record.classes.allSatisfy {
                $0.utf8.count == 1 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
    }

    /// A drawing pad for the network, which compares its results with the engine's on digits that stepbook draws, if
    /// the network takes images of their size.
    ///
    /// - Throws: ``StepFailure`` if the network is too large for a page, or its input cannot be drawn.
    package func drawingPad() throws -> DrawingPad {
        let isLikeBuiltin = model.record.architecture.input == BuiltinDigits.shape
        let images = isLikeBuiltin ? BuiltinDigits(seed: 0, part: .test).images(0..<20).pixels : []
        return try DrawingPad(of: model, comparedBy: Data(images), threads: threads)
    }

    /// The extensions of supported files.
    package static let endings = ["pt", "pth", "safetensors"]

    /// The names of the preprocessings, as `predict` takes them.
    package static let preparations = PictureReader.Preparation.allCases.map(\.rawValue)

    /// Reads a picture.
    ///
    /// - Parameters:
    ///   - subject: what to look for on it.
    ///   - preparation: one of ``preparations``; `nil` for what fits the network's training images.
    ///   - check: called several times a second; an error that it throws ends the work.
    /// - Throws: ``ImageFileProblem`` if the file is not a picture, or what the network's computation throws.
    package func read(
        _ file: Data, name: String, subject: HandwrittenPicture.Subject, preparation: String?,
        check: () throws -> Void = {}
    ) throws -> ReadPicture {
        let usual = subject == .digits ? .digit : PictureReader.usualPreparation(for: model)
        let choices = PictureReader.Choices(
            preparation: preparation.flatMap(PictureReader.Preparation.init(rawValue:)) ?? usual,
            isAsked: preparation != nil, subject: subject)
        let reader = try PictureReader(model, choices, classifier: classifier.get())
        let prepared = try reader.prepare(file, name: name, check: check)
        let predictions = try reader.read([prepared]) { _ in try check() }
        let classes = predictions.record.classes
        let readings = predictions.record.pictures.flatMap(\.readings).map { reading in
            Reading(
                box: reading.box.map { PixelBox(x: $0.x, y: $0.y, width: $0.width, height: $0.height) },
                guesses: reading.guesses(of: classes, count: classes.count))
        }
        return ReadPicture(
            name: name, readings: readings, lostColours: prepared.lostColours,
            lacksColours: prepared.lacksColours, lostDepth: prepared.lostDepth)
    }
}
