/// A network layer by layer, with output shapes and costs.
public struct NetworkDiagram: FigureContent {
    /// The kind's name.
    public static let kind = "network"

    /// A layer.
    public struct Layer: Codable, Sendable, Hashable {
        /// Its kind: `conv2d`.
        public let name: String
        /// Its arguments in words: `32 filters of 3×3`; empty for none.
        public let detail: String
        /// The shape of one image after it, `[C, H, W]` or `[I]`.
        public let output: [Int]
        /// The number of its parameters.
        public let parameters: Int
        /// The number of multiply-adds for one image.
        public let multiplyAdds: Int
        /// The number of layers that it is within; `nil` if it is within none.
        public let depth: Int?

        /// Makes a layer.
        public init(
            name: String, detail: String, output: [Int], parameters: Int, multiplyAdds: Int, depth: Int? = nil
        ) {
            self.name = name
            self.detail = detail
            self.output = output
            self.parameters = parameters
            self.multiplyAdds = multiplyAdds
            self.depth = depth
        }
    }

    /// The title of the diagram; `nil` for none.
    public var title: String?
    /// The shape of one image, `[C, H, W]`.
    public let input: [Int]
    /// The layers in order.
    public let layers: [Layer]

    /// Makes a diagram.
    public init(title: String? = nil, input: [Int], layers: [Layer]) {
        self.title = title
        self.input = input
        self.layers = layers
    }

    /// The total number of parameters.
    public var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }

    /// The total number of multiply-adds for one image.
    public var multiplyAdds: Int { layers.reduce(0) { $0 + $1.multiplyAdds } }
}

extension NetworkDiagram {
    /// Whether all shapes and costs are counts whose sums do not overflow.
    public var isPossible: Bool {
        ([input] + layers.map(\.output)).allSatisfy { shape in
            !shape.isEmpty && shape.allSatisfy { PossibleNumbers.counts.contains($0) }
        } && layers.allSatisfy { $0.depth.map { (0...1000).contains($0) } ?? true }
            && PossibleNumbers.haveSum(layers.map(\.parameters))
            && PossibleNumbers.haveSum(layers.map(\.multiplyAdds))
    }
}
