/// A layer of a network, of any kind.
public struct Layer: Sendable, Hashable {
    /// All kinds of layers.
    public static let kinds: [any LayerKind.Type] = [
        Convolution2D.self, ReLU.self, MaxPooling2D.self, Flatten.self, Dense.self, Dropout.self,
        BatchNormalization2D.self, LeakyReLU.self, GELU.self, SiLU.self, Sigmoid.self, Tanh.self,
        AveragePooling2D.self, GlobalAveragePooling2D.self, GlobalMaxPooling2D.self,
        Residual.self, BatchNormalization1D.self, Dropout2D.self, LayerNormalization.self,
    ]

    /// The kind of layer, with its arguments.
    public let kind: any LayerKind

    /// Makes a layer of a kind.
    public init(_ kind: some LayerKind) { self.kind = kind }

    /// The layer's name in a notebook.
    public var name: String { type(of: kind).name }

    /// Whether kind and arguments are equal.
    public static func == (first: Layer, second: Layer) -> Bool { first.kind.isEqual(to: second.kind) }

    /// Hashes the kind.
    public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(kind)) }
}

extension Layer: Codable {
    /// A kind's name as a key.
    fileprivate struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads `{"dense": {"units": 10}}`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard container.allKeys.count == 1, let key = container.allKeys.first,
            let kind = Self.kinds.first(where: { $0.storedName == key.stringValue })
        else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "unknown layer"))
        }
        self = try kind.layer(in: container, at: key)
    }

    /// Writes `{"dense": {"units": 10}}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: Key(stringValue: type(of: kind).storedName))
    }
}

extension LayerKind {
    /// Reads a layer of this kind.
    fileprivate static func layer(
        in container: KeyedDecodingContainer<Layer.Key>, at key: Layer.Key
    ) throws -> Layer {
        Layer(try container.decode(Self.self, forKey: key))
    }
}
