import Figures
import FoundationEssentials
import NeuralNet

extension HeatMapGrid {
    /// The number of classes shown for an image.
    private static let guesses = 3

    /// Images with what a network sees in them.
    ///
    /// - Parameters:
    ///   - images: those of the attribution, in its order.
    ///   - classes: the names of the network's classes.
    init(
        of attribution: Attribution, by method: Attribution.Method, images: ExplainedImages.Selection,
        classes: [String]
    ) throws {
        let labels = images.set.labels.map(Int.init)
        guard labels.allSatisfy(classes.indices.contains) else {
            throw StepFailure("a label is of none of the network's classes")
        }
        let scored = ScoredImages(
            probabilities: attribution.probabilities.values, labels: labels, classes: classes.count,
            predictions: attribution.predictions)
        let items = labels.indices.map { place in
            ImageGrid.Item(
                index: images.indices[place], label: classes[labels[place]],
                guesses: scored.guesses(at: place, count: Self.guesses).map {
                    ImageGrid.Guess(
                        label: classes[$0], probability: Double(scored.probability(of: $0, at: place)))
                })
        }
        self.init(
            method: Method(method),
            images: try ImageGrid(
                shape: images.set.shape, content: images.content, pixels: images.set.pixels, items: items,
                total: images.total),
            heat: Data(attribution.maps.values.map { UInt8((min(max($0, 0), 1) * 255).rounded()) }),
            labels: attribution.labels.map { classes[$0] })
    }

    /// The grid where there is no image to explain.
    init(ofNone images: ExplainedImages.Selection, by method: Attribution.Method) throws {
        self.init(
            method: Method(method),
            images: try ImageGrid(
                shape: images.set.shape, content: images.content, pixels: Data(), items: [],
                total: images.total),
            heat: Data(), labels: [])
    }
}

extension HeatMapGrid.Method {
    fileprivate init(_ method: Attribution.Method) { self = method == .gradCAM ? .gradCAM : .saliency }
}
