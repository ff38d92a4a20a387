import FoundationEssentials
import NeuralNet
import Workflow

/// What a file of ours says about a network beside its tensors, so that it can be used without the notebook.
struct ModelDescription: Codable {
    let layers: Architecture
    let normalization: Normalization?
    let classes: [String]
    /// Whether it was trained on pictures, of which 255 is light; else on ink. `nil` for ink.
    var isPicture: Bool?
    /// Whether characters lie in the training images as in MNIST's; `nil` for yes.
    var isFramed: Bool?

    /// The text's name among the texts of a file of safetensors.
    static let metadataKey = "stepbook"

    /// The file's name in the archive of a state dict; PyTorch looks at none that it does not know.
    static let archiveName = "stepbook.json"

    /// What is known of a network.
    init(of record: Model.Record) {
        layers = record.architecture
        normalization = record.normalization
        classes = record.classes
        isPicture = record.isPicture
        isFramed = record.isFramed
    }

    /// The description as text; the same network gives the same bytes.
    func encoded() throws -> Data { try JSONEncoder.canonical.encode(self) }

    /// Reads the description in a file, whose numbers may be anything.
    ///
    /// - Returns: `nil` where the file has none.
    /// - Throws: ``ModelFileProblem`` where it is damaged.
    init?(in file: Data) throws(ModelFileProblem) {
        guard let text = try Self.text(in: file) else { return nil }
        guard let description = try? JSONDecoder().decode(ModelDescription.self, from: text),
            description.isPossible
        else { throw ModelFileProblem("what it says of its layers is damaged") }
        self = description
    }

    private static func text(in file: Data) throws(ModelFileProblem) -> Data? {
        if file.starts(with: "PK".utf8) {
            let zip = try ZipDirectory(file)
            guard let name = zip.names.first(where: { $0.hasSuffix("/" + archiveName) }) else { return nil }
            return try zip.content(of: name)
        }
        guard let file = try? SafeTensors(decoding: file) else { return nil }
        return file.metadata[metadataKey].map { Data($0.utf8) }
    }

    /// Whether a notebook could ask for it.
    private var isPossible: Bool {
        let sizes = layers.input.dimensions
        let hasSizes = sizes.count == 3 && sizes.allSatisfy { (1...65_536).contains($0) }
        let scale = normalization?.standardDeviation ?? 1
        return hasSizes && layers.layers.allSatisfy(\.isPossible)
            && layers.output == Shape([classes.count]) && scale > 0 && scale.isFinite
            && (normalization?.mean ?? 0).isFinite
    }
}

extension Layer {
    /// Whether a notebook could ask for it.
    fileprivate var isPossible: Bool {
        let window = 1...64
        return switch self {
        case .convolution2D(let filters, let kernel, let stride, let padding):
            (1...4096).contains(filters) && window.contains(kernel) && window.contains(stride)
                && (0...64).contains(padding)
        case .maxPooling2D(let size, let stride): window.contains(size) && window.contains(stride)
        case .dense(let units): (1...1_000_000).contains(units)
        case .dropout(let rate): (0..<1).contains(rate)
        case .relu, .flatten: true
        }
    }
}

extension Model {
    /// Makes a network of a file that ``Save`` wrote, which says itself what the network is.
    ///
    /// - Throws: ``ModelFileProblem`` for any other file.
    init(describedIn file: Data) throws(ModelFileProblem) {
        // Whatever is wrong with the tensors is said first: without them there is no network.
        let tensors = try ParameterNames.tensors(in: file)
        guard let description = try ModelDescription(in: file) else {
            throw ModelFileProblem(
                "it does not say what layers it has; 'loadModel' in a notebook reads it with 'for:' and 'layers:'"
            )
        }
        let parameters = try ParameterNames.parameters(from: tensors, nil, of: description.layers)
        do {
            try self.init(
                record: Record(
                    architecture: description.layers, classes: description.classes,
                    normalization: description.normalization, history: TrainingHistory(),
                    isPicture: description.isPicture, isFramed: description.isFramed), parameters: parameters)
        } catch {
            throw ModelFileProblem("\(error)")
        }
    }
}
