import NeuralNet
import Workflow

extension Architecture {
    /// The network that layers make for images.
    ///
    /// - Throws: `PlanningProblem` about the argument `layers` where they do not fit one another, the images or the classes.
    init(_ layers: [Layer], for images: ImageFacts) throws(PlanningProblem) {
        do {
            self = try Architecture(input: images.shape, layers: layers)
        } catch {
            throw PlanningProblem(
                id: "shape", "layer \(error.layer + 1) does not fit: \(error.message)", parameter: "layers",
                element: error.layer)
        }
        guard output == Shape([images.classes]) else {
            throw PlanningProblem(
                id: "shape", "the network ends in \(output), but there are \(images.classes) classes",
                parameter: "layers", element: layers.isEmpty ? nil : layers.count - 1,
                label: "end it with 'dense(\(images.classes))'")
        }
    }
}
