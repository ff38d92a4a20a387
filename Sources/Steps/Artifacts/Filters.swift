import FoundationEssentials
import NeuralNet
public import Workflow

/// The filters of a network's first convolution.
public struct Filters: Artifact {
    private struct Record: Codable {
        /// The tensor's name in the network's file; `nil` without convolutions.
        let name: String?
        /// `[O, C, kH, kW]`.
        let shape: Shape?
    }

    private let record: Record
    private let file: Blob

    /// The type's name and members.
    public static let type = ArtifactType(
        "Filters", "the filters of a network's first convolution",
        members: [.init("count", .integer, "the number of filters; 0 without convolutions")])

    /// The filters of a network with its parameters' file.
    init(of architecture: Architecture, in file: Blob) {
        let weights = Self.weights(of: architecture)
        record = Record(name: weights?.name, shape: weights?.shape)
        self.file = file
    }

    /// The weights of the first convolution; `nil` if there is none.
    static func weights(of architecture: Architecture) -> ParameterSpecification? {
        // Only the weights of convolutions have four dimensions: filters, channels, rows, columns.
        architecture.parameters.first { $0.shape.dimensions.count == 4 }
    }

    /// Restores them from their stored form.
    public init(unpacking packed: PackedArtifact) throws {
        record = try packed.decodeRecord(as: Record.self)
        file = try packed.blob("parameters")
        guard record.shape.map({ $0.dimensions.count == 4 }) ?? true else {
            throw CacheDamage("the shape of the filters is not possible")
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: record, blobs: ["parameters": file])
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        ["count": .integer(record.shape?.dimensions[0] ?? 0)]
    }

    /// Why filters of a shape cannot be drawn; `nil` if they can.
    ///
    /// - Parameter shape: `[O, C, kH, kW]`; `nil` without convolutions.
    static func problem(with shape: Shape?) -> ArgumentProblem? {
        guard let shape else {
            return ArgumentProblem(
                id: "filters", "the network has no convolution, and only that has filters to draw",
                notes: ["a convolution is a layer: 'conv2d(8, kernel: 3)'"])
        }
        let channels = shape.dimensions[1]
        guard channels == 1 || channels == 3 else {
            return ArgumentProblem(
                id: "filters",
                "the filters of the first convolution have \(channels) channels; only those of 1, in grey, or 3, in colours, can be drawn"
            )
        }
        return nil
    }

    /// The weights, `[O, C, kH, kW]`, with 1 or 3 channels.
    ///
    /// - Throws: `CacheDamage` if they are lost in the cache, `StepFailure` if they cannot be drawn.
    func weights() throws -> Tensor {
        if let problem = Self.problem(with: record.shape) { throw problem.failure }
        let tensor: Tensor?
        do {
            tensor = try record.name.flatMap { try SafeTensors(decoding: file.data())[$0]?.tensor }
        } catch let problem as SafeTensorsProblem {
            throw CacheDamage("a network's file cannot be read: \(problem)")
        }
        guard let tensor, tensor.shape == record.shape, tensor.values.allSatisfy(\.isFinite) else {
            throw CacheDamage("a network's filters are not in its file")
        }
        return tensor
    }
}
