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
        let result = try append(body, to: &graph, on: value, places: place.places(of: body, in: "body"))
        let other = try append(
            shortcut, to: &graph, on: value, places: place.places(of: shortcut, in: "shortcut"))
        let (shape, way) = (graph.shape(of: result), graph.shape(of: other))
        guard shape == way else { throw problem(of: shape, way, input: graph.shape(of: value)) }
        return try graph.append(sumOf: result, other, place: place)
    }

    private func append(
        _ layers: [Layer], to graph: inout NetworkGraph, on value: NetworkGraph.Value, places: [LayerPlace]
    ) throws(LayerProblem) -> NetworkGraph.Value {
        var value = value
        for (layer, place) in zip(layers, places) {
            do {
                value = try layer.kind.append(to: &graph, on: value, place: place)
            } catch {
                throw LayerProblem("in 'residual', \(error.message)")
            }
        }
        return value
    }

    /// The problem that the two ways give other shapes, with the shortcut that would do.
    private func problem(of result: Shape, _ way: Shape, input: Shape) -> LayerProblem {
        let other = shortcut.isEmpty ? "its input is \(way)" : "its shortcut gives \(way)"
        let fitting = Self.shortcut(from: input, to: result).map {
            "; 'shortcut: [\($0.map(\.kind.source).joined(separator: ", "))]' would fit"
        }
        return LayerProblem(
            "the layers of 'residual' give \(result), but \(other), and only equal shapes can be added"
                + (fitting ?? Self.advice(from: input, to: result)))
    }

    /// What helps if no projection does.
    private static func advice(from input: Shape, to result: Shape) -> String {
        input.dimensions.count == 3 && result.dimensions.count == 3
            ? "; a 'padding:' in its convolutions keeps the size: 'padding: 1' for 'kernel: 3'" : ""
    }

    /// A shortcut from one shape to another, as of the paper's projections; `nil` if a stride cannot do it.
    private static func shortcut(from input: Shape, to result: Shape) -> [Layer]? {
        guard input.dimensions.count == result.dimensions.count else { return nil }
        if result.dimensions.count == 1 { return [.dense(units: result.dimensions[0])] }
        guard result.dimensions.count == 3 else { return nil }
        for stride in 1...64 {
            var convolution = Convolution2D()
            (convolution.filters, convolution.stride) = (result.dimensions[0], stride)
            convolution.hasBias = false
            if (try? convolution.outputShape(for: input)) == result {
                return [Layer(convolution), .batchNormalization2D]
            }
        }
        return nil
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
