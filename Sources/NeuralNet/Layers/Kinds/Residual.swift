/// The sum of what layers, the body, give of an image and of the image itself, or of what a shortcut gives of it.
///
/// Source: He, Zhang, Ren and Sun, “Deep Residual Learning for Image Recognition”, CVPR 2016.
public struct Residual: LayerKind {
    public static let name = "residual"
    public static let summary =
        "The sum of what 'layers' give and of the input itself, or of what 'shortcut' gives of it."
    public static let example =
        "residual([conv2d(64, kernel: 3, padding: 1), batchNorm2d, relu], shortcut: [conv2d(64, kernel: 1)])"

    /// The layers of the body.
    public var body: [Layer] = []
    /// The layers of the shortcut; none for the input itself.
    public var shortcut: [Layer] = []

    public static let parameters: [LayerParameter<Residual>] = [
        .layers("layers", \.body, isPositional: true, "the layers whose result is added"),
        .layers(
            "shortcut", \.shortcut,
            "the layers on the other way, where the input has another shape than the result; nil for none"),
    ]

    public init() {}

    public var detail: String { shortcut.isEmpty ? "plus its input" : "plus its shortcut" }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        var graph = NetworkGraph(input: input)
        let place = LayerPlace.places(of: [Layer(self)])[0]
        // Not in one expression, which would read the graph before the layers are in it.
        let result = try append(to: &graph, on: graph.images, place: place)
        return graph.shape(of: result)
    }

    public func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: LayerPlace
    ) throws(LayerProblem) -> NetworkGraph.Value {
        guard !body.isEmpty else {
            throw LayerProblem("'residual' needs layers: 'residual([conv2d(…), batchNorm2d, relu])'")
        }
        let result = try append(
            body, of: "layers", to: &graph, on: value, places: place.places(of: body, in: "body"))
        let other = try append(
            shortcut, of: "shortcut", to: &graph, on: value,
            places: place.places(of: shortcut, in: "shortcut"))
        let (shape, way) = (graph.shape(of: result), graph.shape(of: other))
        guard shape == way else {
            throw ResidualAdvice(for: self, on: graph.shape(of: value), shape, way).problem
        }
        return try graph.append(sumOf: result, other, place: place)
    }

    private func append(
        _ layers: [Layer], of list: String, to graph: inout NetworkGraph, on value: NetworkGraph.Value,
        places: [LayerPlace]
    ) throws(LayerProblem) -> NetworkGraph.Value {
        var value = value
        for (index, place) in places.enumerated() {
            do {
                value = try layers[index].kind.append(to: &graph, on: value, place: place)
            } catch {
                throw error.within(list, of: Self.name, at: index)
            }
        }
        return value
    }
}

extension Layer {
    /// A ``Residual``.
    public static func residual(_ body: [Layer], shortcut: [Layer] = []) -> Layer {
        var kind = Residual()
        (kind.body, kind.shortcut) = (body, shortcut)
        return Layer(kind)
    }
}
