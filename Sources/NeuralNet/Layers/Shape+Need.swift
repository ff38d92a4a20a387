extension Shape {
    /// Checks that a layer gets what it takes.
    ///
    /// - Parameters:
    ///   - need: images or features.
    ///   - layer: the layer's name, for the message.
    ///   - counterpart: the layer that does the same with the other one; `nil` if there is none.
    /// - Throws: ``LayerProblem`` if it gets something else.
    func require(
        _ need: LayerProblem.Need, for layer: String, counterpart: Layer? = nil
    ) throws(LayerProblem) {
        let words: String
        let isMet: Bool
        switch need {
        case .images, .largerImages:
            words = counterpart == nil ? "images of channels×height×width" : "images"
            isMet = dimensions.count == 3
        case .features:
            words = "a row of features"
            isMet = dimensions.count == 1
        }
        guard isMet else {
            throw LayerProblem(
                "'\(layer)' takes \(words), but gets \(self)", need: need, counterpart: counterpart)
        }
    }
}
