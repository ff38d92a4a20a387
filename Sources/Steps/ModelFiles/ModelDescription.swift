import FoundationEssentials
import NeuralNet
import Workflow

/// The description of a network in a file of `save`, beside its tensors, so that it can be used without the notebook.
struct ModelDescription: Codable {
    let layers: Architecture
    let normalization: Normalization?
    let classes: [String]
    /// The content of its training images.
    var content = ImageContent.ink
    /// The names of the layers with parameters in a file that does not preserve the order of tensors, in the network's
    /// order; `nil` for the usual names.
    var names: [String]?
    /// Whether characters are centred and sized in the training images as in MNIST; `nil` for yes.
    var isFramed: Bool?
    /// The longer side of the characters' bounding boxes in pixels; `nil` for 20 of 28 pixels.
    var digitSize: Int?

    private enum CodingKeys: String, CodingKey {
        case layers, normalization, classes
        case content = "isPicture"
        case names, isFramed, digitSize
    }

    /// The key in the metadata of a safetensors file.
    static let metadataKey = "stepbook"

    /// The file's name in the archive of a state dict; PyTorch ignores files that it does not know.
    static let archiveName = "stepbook.json"

    /// The description of a network.
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

    /// Reads and checks a description.
    ///
    /// - Throws: ``ModelFileProblem`` if it is damaged.
    init(decoding text: Data) throws(ModelFileProblem) {
        guard JSONKeys.repeated(in: text) == nil,
            let description = try? JSONDecoder().decode(ModelDescription.self, from: text),
            description.isPossible
        else { throw Self.damage }
        if let problem = description.problemWithClasses { throw problem }
        self = description
    }

    /// The problem that two classes have the same name, or that one has none; `nil` if all names are distinct.
    private var problemWithClasses: ModelFileProblem? {
        var known: Set<String> = []
        for (place, name) in classes.enumerated() {
            if name.isEmpty { return ModelFileProblem("its class \(place) has no name") }
            // Two names that differ only in the encoding of an accent look the same.
            if !known.insert(name).inserted { return ModelFileProblem("it has two classes '\(name)'") }
        }
        return nil
    }

    /// Reads the description in an archive.
    ///
    /// - Returns: `nil` if there is none.
    /// - Throws: ``ModelFileProblem`` if it is damaged.
    init?(in archive: ZipDirectory) throws(ModelFileProblem) {
        guard let name = try archive.only(Self.archiveName) else { return nil }
        try self.init(decoding: archive.content(of: name))
    }

    /// The problem of a description that `save` cannot have written.
    static let damage = ModelFileProblem("its description of the layers is damaged")

    private var isPossible: Bool {
        let named = ParameterNames.words(for: layers)
        let largest = layers.input.dimensions.dropFirst().max() ?? 0
        return layers.isPossible && layers.output == Shape([classes.count])
            && normalization?.isPossible(for: layers.input) ?? true
            && digitSize.map { $0 > 0 && $0 <= largest } ?? true
            && self.names.map { ParameterNames.problem(with: $0, layers: named) == nil } ?? true
    }
}

extension Model {
    /// The network of a file that ``Save`` wrote, which describes its network.
    ///
    /// - Throws: ``ModelFileProblem`` for any other file.
    static func described(
        in file: Data
    ) throws(ModelFileProblem) -> (model: Model, notices: LayerNotices) {
        let file = try TensorFile(decoding: file)
        guard let description = file.description else {
            // A file without any layers is useless for a notebook, too.
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
    /// Whether it matches images of a shape and is finite in Float32.
    fileprivate func isPossible(for images: Shape) -> Bool {
        fits(images) && channels.allSatisfy { Float($0.mean).isFinite && Float($0.standardDeviation) > 0 }
    }
}
