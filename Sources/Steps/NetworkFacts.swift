import NeuralNet
import Workflow

/// The facts of a network before a run.
struct NetworkFacts: Fact {
    /// Its layers, with their shapes.
    let architecture: Architecture

    /// Its layers with parameters, as ``ParameterNames/words(for:)`` has them.
    let layersWithParameters: [String]

    /// The shape of the first convolution's weights, `[O, C, kH, kW]`; `nil` without convolutions.
    let filters: Shape?

    /// Whether it has feature maps that Grad-CAM can weight.
    let hasFeatureMaps: Bool

    init(of architecture: Architecture) {
        self.architecture = architecture
        layersWithParameters = ParameterNames.words(for: architecture)
        filters = Filters.weights(of: architecture)?.shape
        hasFeatureMaps = architecture.layersToFeatureMaps != nil
    }
}
