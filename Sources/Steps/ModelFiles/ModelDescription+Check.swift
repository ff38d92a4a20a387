import NeuralNet
import Workflow

extension ModelDescription {
    /// Finds out whether what is said of a network contradicts what its own file says.
    ///
    /// Dropout may be left out or added, for it does nothing where a network is used.
    ///
    /// - Parameters:
    ///   - architecture: the network that the notebook describes.
    ///   - images: what is known of the images that it is loaded for.
    ///   - file: what the file is called.
    /// - Throws: ``NetworkProblem`` about what contradicts.
    func check(
        _ architecture: Architecture, for images: ImageFacts, file: String
    ) throws(NetworkProblem) {
        let advice = "'loadModel(\"\(file)\")', without 'for' and 'layers', takes what the file says"
        if let names = images.classNames, names != classes {
            throw NetworkProblem(
                id: "classes",
                "the network of '\(file)' tells apart \(ParameterNames.list(classes)), but these images have the classes \(ParameterNames.list(names))\(Self.difference(classes, names))",
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
                normalization.map { "'normalize(…, mean: \($0.mean), std: \($0.standardDeviation))'" }
                ?? "the data set without 'normalize'"
            throw NetworkProblem(
                id: "normalization",
                "the network of '\(file)' was trained on images that are \(own.words), but these are \(images.normalization?.words ?? "not")",
                subject: .images, notes: ["write \(code); " + advice])
        }
    }

    /// Where long lists of classes differ, which a message does not show whole.
    private static func difference(_ own: [String], _ others: [String]) -> String {
        guard own.count > 20, let (one, other) = zip(own, others).first(where: { $0 != $1 }) else {
            return ""
        }
        return "; the first that differ are \(ParameterNames.list([one])) and \(ParameterNames.list([other]))"
    }

    /// The layers that compute something where a network is used, with their places.
    private static func effective(_ layers: [Layer]) -> [(place: Int, layer: Layer)] {
        layers.enumerated().compactMap { place, layer in
            type(of: layer.kind).isIdentityInInference ? nil : (place, layer)
        }
    }

    /// Whether a network sees images alike through both: each pixel within a hundredth of a standard deviation, as where mean
    /// and deviation were measured on some of the images.
    private static func areAlike(_ own: Normalization, _ other: Normalization) -> Bool {
        let tolerance = 0.01 * own.standardDeviation
        return abs(own.mean - other.mean) <= tolerance
            && abs(own.standardDeviation - other.standardDeviation) <= tolerance
    }

    /// Layers as a notebook writes them.
    private static func words(_ layers: [Layer]) -> String {
        let words = layers.prefix(40).map(\.kind.source)
        return "[\(words.joined(separator: ", "))\(layers.count > 40 ? ", …" : "")]"
    }
}

extension PlannedNormalization {
    /// Mean and standard deviation; `nil` where they will be measured.
    fileprivate var numbers: Normalization? {
        switch self {
        case .unscaled: .unit
        case .given(let mean, let deviation): Normalization(mean: mean, standardDeviation: deviation)
        case .measured: nil
        }
    }
}
