import FoundationEssentials
import Images
import NeuralNet
import Workflow

/// A network that classifies pictures from a camera, a scanner or a drawing program.
struct PictureReader {
    /// The preprocessing of a picture.
    enum Preparation: String, SymbolArgument {
        /// Handwriting is located, centred and sized as in MNIST.
        case digit
        /// The picture is scaled to the network's size.
        case scale
    }

    /// The options of reading pictures.
    struct Choices {
        var preparation: Preparation
        /// Whether the preprocessing was requested; otherwise a picture that is ready stays unchanged.
        var isAsked = false
        /// What to look for in handwriting.
        var subject = HandwrittenPicture.Subject.digit
    }

    let model: Model
    let choices: Choices
    private let classifier: Classifier
    private let channels: ImageChannels
    private let frame: DigitFrame

    /// Makes a reader.
    ///
    /// - Parameter classifier: the network's own.
    /// - Throws: ``StepFailure`` if the network takes neither grey pictures nor those in colour, or is to find handwriting
    ///   in colours.
    init(_ model: Model, _ choices: Choices, classifier: Classifier) throws {
        let shape = model.record.architecture.input
        guard let channels = ImageChannels(of: shape) else { throw Self.problem(with: shape).failure }
        if channels == .colour, choices.preparation == .digit || choices.subject == .digits {
            throw StepFailure("the network takes pictures in colour, \(Self.handwritingIsGrey)")
        }
        self.model = model
        self.choices = choices
        self.classifier = classifier
        self.channels = channels
        let sizes = shape.dimensions
        frame = DigitFrame(width: sizes[2], height: sizes[1], digitSize: model.record.digitSize)
    }

    /// Why pictures cannot be images of a shape.
    static func problem(with shape: Shape) -> ArgumentProblem {
        ArgumentProblem(
            id: "shape",
            "the network takes images of \(shape), and pictures have one channel, of greys, or three, of colours"
        )
    }

    /// Why a network of colour pictures finds no handwriting; it follows a sentence about the network.
    static let handwritingIsGrey = "which are scaled as they are: no handwriting is looked for in them"

    /// The default preprocessing for a network, by its training images.
    static func usualPreparation(for model: Model) -> Preparation {
        let isColoured = ImageChannels(of: model.record.architecture.input) == .colour
        return isColoured || model.record.content == .picture ? .scale : .digit
    }

    /// A picture, ready for the network.
    struct Prepared {
        let name: String
        let width: Int
        let height: Int
        /// Whether it lost colours that might have mattered to the network.
        let lostColours: Bool
        /// Whether it has no colours, and the network was trained on pictures that have.
        let lacksColours: Bool
        /// Whether it has few remaining grey levels.
        let lostDepth: Bool
        /// The candidates to classify, in reading order.
        let candidates: [Candidate]
    }

    /// Something to classify: as one, or as several parts if the network is more confident of each of them.
    struct Candidate {
        let whole: Part
        /// The possible divisions into parts.
        var divisions: [[Part]] = []
    }

    /// The network's input, and its bounding box; `nil` for the whole picture.
    struct Part {
        let samples: Data
        let box: PixelBox?

        init(samples: Data, box: PixelBox?) {
            self.samples = samples
            self.box = box
        }

        init(_ digit: DigitImage) { self.init(samples: digit.samples, box: digit.box) }
    }

    /// Preprocesses a picture.
    ///
    /// - Parameter check: called several times a second; an error that it throws ends the work.
    /// - Throws: ``ImageFileProblem`` if the file is not a picture, and what `check` throws.
    func prepare(_ file: Data, name: String, check: () throws -> Void = {}) throws -> Prepared {
        let decoded = try GreyImage.decoding(file, lookingForColours: channels == .colour || seesPictures)
        let image = decoded.image
        return Prepared(
            name: name, width: image.width, height: image.height,
            lostColours: channels == .grey && decoded.hadColours,
            lacksColours: channels == .colour && !decoded.hadColours, lostDepth: decoded.lostDepth,
            candidates: try channels == .colour ? [whole(of: decoded)] : candidates(of: image, file, check))
    }

    /// The whole picture in colour.
    private func whole(of decoded: GreyImage.Decoded) -> Candidate {
        let image = PlanarImage(decoded, width: frame.width, height: frame.height)
        return Candidate(whole: Part(samples: image.samples, box: nil))
    }

    /// Whether pictures are scaled as such; in writing only the ink counts, whatever its colour.
    private var seesPictures: Bool { choices.preparation == .scale && model.record.content == .picture }

    private func candidates(
        of image: GreyImage, _ file: Data, _ check: () throws -> Void
    ) throws -> [Candidate] {
        if choices.preparation == .scale {
            let scaled = image.fitted(width: frame.width, height: frame.height)
            return [Candidate(whole: Part(samples: scaled.samples, box: nil))]
        }
        if choices.subject == .digit, !choices.isAsked, let ink = ready(image) {
            return [Candidate(whole: Part(samples: ink.samples, box: nil))]
        }
        let picture = try HandwrittenPicture(
            image, of: choices.subject,
            colours: {
                guard !GreyImage.storesEightBitGrey(file) else { return nil }
                let colours = try ColourImage(decoding: file)
                return colours.hasColours ? colours : nil
            }, check: check)
        if let obstacle = picture.obstacle { throw obstacle }
        return try picture.digits(in: frame, check: check).map { digit in
            Candidate(whole: Part(digit.whole), divisions: digit.divisions.map { $0.map(Part.init) })
        }
    }

    /// The picture as ink if it is like the network's training images: ink of the same size, and framed like MNIST's
    /// images if those were; `nil` if it needs preprocessing.
    private func ready(_ image: GreyImage) -> GreyImage? {
        guard image.width == frame.width, image.height == frame.height else { return nil }
        let ink = image.isLightAtEdge ? image.inverted : image
        return model.record.isFramed == false || frame.holds(ink) ? ink : nil
    }

    /// Classifies pictures.
    ///
    /// - Parameter progress: called several times a second with the completed share, 0…1; an error that it throws ends
    ///   the work.
    func read(_ pictures: [Prepared], progress: (Double) throws -> Void) throws -> Predictions {
        let candidates = pictures.flatMap(\.candidates)
        var probabilities = try probabilities(
            of: candidates.flatMap { [$0.whole] + $0.divisions.joined() }, progress)[...]
        var seen = Data()
        let records = pictures.map { picture in
            var readings: [Predictions.Record.Reading] = []
            for candidate in picture.candidates {
                // A division needs more confidence in each part than there is in the whole.
                var best: [(part: Part, probabilities: [Float])] = []
                for division in [[candidate.whole]] + candidate.divisions {
                    let told = Array(zip(division, probabilities))
                    probabilities = probabilities.dropFirst(division.count)
                    if Self.confidence(told) > Self.confidence(best) { best = told }
                }
                for (part, probabilities) in best {
                    seen.append(part.samples)
                    readings.append(Predictions.Record.Reading(part.box, probabilities))
                }
            }
            return Predictions.Record.Picture(
                name: picture.name, width: picture.width, height: picture.height, readings: readings)
        }
        return Predictions(
            record: Predictions.Record(
                classes: model.record.classes, shape: model.record.architecture.input, pictures: records,
                content: choices.preparation == .scale ? .picture : .ink), seen: Blob(seen))
    }

    /// The confidence of the least confident of some parts; −1 for none.
    private static func confidence(_ parts: [(part: Part, probabilities: [Float])]) -> Float {
        parts.map { $0.probabilities.max() ?? 0 }.min() ?? -1
    }

    /// The probability of each class for each part.
    private func probabilities(
        of parts: [Part], _ progress: (Double) throws -> Void
    ) throws -> [[Float]] {
        guard !parts.isEmpty else { return [] }
        let images = try ImageSet(
            shape: model.record.architecture.input,
            pixels: parts.reduce(into: Data()) { $0.append($1.samples) },
            labels: Data(count: parts.count), normalization: model.record.normalization ?? .unit)
        let values = try classifier.classify(images) { try progress(Double($0) / Double(parts.count)) }
            .probabilities.values
        let classes = model.record.classes.count
        return parts.indices.map { Array(values[$0 * classes..<($0 + 1) * classes]) }
    }
}

extension Predictions.Record.Reading {
    fileprivate init(_ box: PixelBox?, _ probabilities: [Float]) {
        self.init(
            box: box.map { .init(x: $0.x, y: $0.y, width: $0.width, height: $0.height) },
            probabilities: probabilities)
    }
}
