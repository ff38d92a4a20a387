import NeuralNet
import Workflow

extension ModelDescription {
    /// Checks that a notebook's description of a network does not contradict that of its file.
    ///
    /// Dropout may be omitted or added, because it does nothing in inference.
    ///
    /// - Parameters:
    ///   - architecture: the network that the notebook describes.
    ///   - images: the facts of the images that it is loaded for.
    ///   - file: the file's name.
    /// - Throws: ``NetworkProblem`` about the contradiction.
    func check(
        _ architecture: Architecture, for images: ImageFacts, file: String
    ) throws(NetworkProblem) {
        let advice = "'loadModel(\"\(file)\")', without 'for' and 'layers', takes what the file says"
        if images.classNames != classes {
            throw NetworkProblem(
                id: "classes",
                "the network of '\(file)' has the classes \(ParameterNames.list(classes)), but these images have \(ParameterNames.list(images.classNames))\(Self.difference(classes, images.classNames))",
                subject: .images, notes: [advice + "; its outputs are those classes, in that order"])
        }
        guard layers.input == images.shape else {
            throw NetworkProblem(
                id: "shape",
                "the network of '\(file)' takes images of \(layers.input), but these are \(images.shape)",
                subject: .images, notes: [advice])
        }
        let (own, given) = (Self.effective(layers.layers), Self.effective(architecture.layers))
        if own.map(\.layer) != given.map(\.layer) {
            let different = zip(own, given).prefix { $0.layer == $1.layer }.count
            throw NetworkProblem(
                id: "layers",
                "the network of '\(file)' is \(Self.words(layers.layers)), but 'layers' says \(Self.words(architecture.layers))",
                subject: .layers(element: different < given.count ? given[different].place : nil),
                notes: ["write the layers of the file; " + advice])
        }
        if let scaling = images.normalization?.numbers,
            !Self.areAlike(normalization ?? .unit, scaling)
        {
            let own = PlannedNormalization(of: normalization)
            let code =
                normalization.map { "'normalize(…, \($0.arguments))'" } ?? "the data set without 'normalize'"
            throw NetworkProblem(
                id: "normalization",
                "the network of '\(file)' was trained on images that are \(own.words), but these are \(images.normalization?.words ?? "not")",
                subject: .images, notes: ["write \(code); " + advice])
        }
    }

    /// The first difference of long lists of classes, which a message shows only in part.
    private static func difference(_ own: [String], _ others: [String]) -> String {
        guard own.count > 20, let (one, other) = zip(own, others).first(where: { $0 != $1 }) else {
            return ""
        }
        return "; the first that differ are \(ParameterNames.list([one])) and \(ParameterNames.list([other]))"
    }

    /// The layers that compute something in inference, with their indices.
    private static func effective(_ layers: [Layer]) -> [(place: Int, layer: Layer)] {
        layers.enumerated().compactMap { place, layer in
            type(of: layer.kind).isIdentityInInference ? nil : (place, layer)
        }
    }

    /// Whether both normalizations are nearly the same: each pixel within a hundredth of a standard deviation, as when
    /// mean and deviation were measured on some of the images.
    private static func areAlike(_ own: Normalization, _ other: Normalization) -> Bool {
        (0..<max(own.channels.count, other.channels.count)).allSatisfy { channel in
            let (own, other) = (own[channel], other[channel])
            let tolerance = 0.01 * own.standardDeviation
            return abs(own.mean - other.mean) <= tolerance
                && abs(own.standardDeviation - other.standardDeviation) <= tolerance
        }
    }

    /// Layers as a notebook writes them.
    private static func words(_ layers: [Layer]) -> String {
        let words = layers.prefix(40).map(\.kind.source)
        return "[\(words.joined(separator: ", "))\(layers.count > 40 ? ", …" : "")]"
    }
}

extension PlannedNormalization {
    /// Mean and standard deviation; `nil` if they will be measured.
    fileprivate var numbers: Normalization? {
        switch self {
        case .unscaled: .unit
        case .given(let normalization): normalization
        case .measured: nil
        }
    }
}
