import FoundationEssentials
public import NeuralNet
public import Workflow

/// A trained network with everything needed to use it: layers, parameters, normalization and classes.
public struct Model: Artifact {
    /// The network's metadata.
    struct Record: Codable {
        let architecture: Architecture
        let classes: [String]
        let normalization: Normalization?
        let history: TrainingHistory
        /// The content of its training images.
        var content = ImageContent.ink
        /// Whether characters are centred and sized as in MNIST, so that pictures are prepared like that; `nil` for
        /// yes.
        var isFramed: Bool?
        /// The longer side of the characters' bounding boxes in pixels, if framed; `nil` for MNIST's 20 of 28.
        var digitSize: Int?

        private enum CodingKeys: String, CodingKey {
            case architecture, classes, normalization, history
            case content = "isPicture"
            case isFramed, digitSize
        }
    }

    let record: Record
    let file: Blob

    /// The type's name and members.
    public static let type = ArtifactType(
        "Model", "a trained network",
        members: [
            .init("history", .artifact("History"), "the history of its training"),
            .init("parameters", .integer, "the number of trainable parameters"),
            .init("layers", .integer, "the number of layers"),
            .init("multiplyAdds", .integer, "multiply-adds for one image, as direct computation needs them"),
            .init("filters", .artifact("Filters"), "the filters of its first convolution"),
        ])

    init(record: Record, parameters: Parameters) throws {
        self.record = record
        file = Blob(try SafeTensors(parameters.tensors).encoded())
    }

    /// Restores the network from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        record = try packed.decodeRecord(as: Record.self)
        file = try packed.blob("parameters")
        let architecture = record.architecture
        let least = architecture.parameterCount * MemoryLayout<Float>.size
        guard architecture.isPossible, architecture.output == Shape([record.classes.count]),
            // The header has names and shapes; a kilobyte for each tensor is far more than it takes.
            (least...least + 1024 * (architecture.parameters.count + 1)).contains(file.count)
        else { throw CacheDamage("the network's layers do not fit its parameters") }
        guard record.history.isConsistent else {
            throw CacheDamage("a network's history keeps an epoch that it has not")
        }
        guard record.normalization?.fits(architecture.input) ?? true else {
            throw CacheDamage("the network's normalization does not fit its images")
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: record, blobs: ["parameters": file])
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        return [
            "history": .artifact(try StoredArtifact(History(history: record.history))),
            "parameters": .integer(record.architecture.parameterCount),
            "layers": .integer(record.architecture.layers.count),
            "multiplyAdds": .integer(record.architecture.multiplyAdds),
            "filters": .artifact(try StoredArtifact(Filters(of: record.architecture, in: file))),
        ]
    }

    /// The parameters, all of them finite.
    ///
    /// - Throws: `CacheDamage` if they are lost in the cache or do not match the layers.
    public func parameters() throws -> Parameters {
        let data = try file.data()
        var named: [String: Tensor] = [:]
        do {
            for entry in try SafeTensors(decoding: data).entries { named[entry.name] = entry.tensor }
            let parameters = try Parameters(for: record.architecture, from: named)
            guard parameters.areFinite else {
                throw CacheDamage("a network has parameters that are not finite")
            }
            return parameters
        } catch let damage as CacheDamage {
            throw damage
        } catch {
            throw CacheDamage("a network's parameters do not fit its layers: \(error)")
        }
    }
}
