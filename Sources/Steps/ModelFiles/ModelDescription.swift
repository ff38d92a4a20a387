import FoundationEssentials
import NeuralNet
import Workflow

/// What a file of ours says about a network beside its tensors, so that it can be used without the notebook.
struct ModelDescription: Codable {
    let layers: Architecture
    let normalization: Normalization?
    let classes: [String]
    /// What the images show that it was trained on.
    var content = ImageContent.ink
    /// What the layers with parameters are called in a file that keeps no order of its tensors, in the network's order;
    /// `nil` where they have their usual names.
    var names: [String]?
    /// Whether characters lie in the training images as in MNIST's; `nil` for yes.
    var isFramed: Bool?
    /// The longer side of the characters' boxes in pixels; `nil` for 20 of 28 pixels.
    var digitSize: Int?

    private enum CodingKeys: String, CodingKey {
        case layers, normalization, classes
        case content = "isPicture"
        case names, isFramed, digitSize
    }

    /// The text's name among the texts of a file of safetensors.
    static let metadataKey = "stepbook"

    /// The file's name in the archive of a state dict; PyTorch looks at none that it does not know.
    static let archiveName = "stepbook.json"

    /// What is known of a network.
    init(of record: Model.Record, names: [String]? = nil) {
        self.names = names
        layers = record.architecture
        normalization = record.normalization
        classes = record.classes
        content = record.content
        isFramed = record.isFramed
        digitSize = record.digitSize
    }

    /// The description as text; the same network gives the same bytes.
    func encoded() throws -> Data { try JSONEncoder.canonical.encode(self) }

    /// Reads a description, whose numbers may be anything.
    ///
    /// - Throws: ``ModelFileProblem`` where it is damaged.
    init(decoding text: Data) throws(ModelFileProblem) {
        guard JSONKeys.repeated(in: text) == nil,
            let description = try? JSONDecoder().decode(ModelDescription.self, from: text),
            description.isPossible
        else { throw Self.damage }
        if let problem = description.problemWithClasses { throw problem }
        self = description
    }

    /// That two classes could not be told apart by their names, or that one has none; `nil` where each has its own.
    private var problemWithClasses: ModelFileProblem? {
        var known: Set<String> = []
        for (place, name) in classes.enumerated() {
            if name.isEmpty { return ModelFileProblem("its class \(place) has no name") }
            // Two names that differ in how an accent is written alone look the same.
            if !known.insert(name).inserted { return ModelFileProblem("it has two classes '\(name)'") }
        }
        return nil
    }

    /// Reads the description in an archive.
    ///
    /// - Returns: `nil` where there is none.
    /// - Throws: ``ModelFileProblem`` where it is damaged.
    init?(in archive: ZipDirectory) throws(ModelFileProblem) {
        guard let name = try archive.only(Self.archiveName) else { return nil }
        try self.init(decoding: archive.content(of: name))
    }

    /// What is said of a description that no `save` can have written.
    static let damage = ModelFileProblem("what it says of its layers is damaged")

    private var isPossible: Bool {
        let count = ParameterNames.layers(of: layers).count
        let largest = layers.input.dimensions.dropFirst().max() ?? 0
        return layers.isPossible && layers.output == Shape([classes.count])
            && normalization?.isPossible(for: layers.input) ?? true
            && digitSize.map { $0 > 0 && $0 <= largest } ?? true
            && names.map { $0.count == count && ParameterNames.problem(with: $0, count: count) == nil }
                ?? true
    }
}

extension Model {
    /// The network of a file that ``Save`` wrote, which says itself what the network is.
    ///
    /// - Throws: ``ModelFileProblem`` for any other file.
    static func described(
        in file: Data
    ) throws(ModelFileProblem) -> (model: Model, notices: LayerNotices) {
        let file = try TensorFile(decoding: file)
        guard let description = file.description else {
            // What holds no layers at all is not for a notebook either.
            _ = try file.candidates(under: nil)
            throw ModelFileProblem(
                "it does not say what layers it has; 'loadModel' in a notebook reads it with 'for:' and 'layers:'"
            )
        }
        let reading = try LayerReading(of: description.layers, from: file)
        do {
            let record = Record(
                architecture: description.layers, classes: description.classes,
                normalization: description.normalization, history: TrainingHistory(),
                content: description.content, isFramed: description.isFramed,
                digitSize: description.digitSize)
            return (try Model(record: record, parameters: reading.parameters), reading.notices)
        } catch {
            throw ModelFileProblem("\(error)")
        }
    }
}

extension Normalization {
    /// Whether it is one of images of a shape, in numbers that a network computes with.
    fileprivate func isPossible(for images: Shape) -> Bool {
        fits(images) && channels.allSatisfy { Float($0.mean).isFinite && Float($0.standardDeviation) > 0 }
    }
}
