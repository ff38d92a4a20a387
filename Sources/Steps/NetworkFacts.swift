import NeuralNet
import Workflow

/// The facts of a network before a run.
struct NetworkFacts: Fact {
    /// The number of its layers with parameters.
    let layersWithParameters: Int

    /// The shape of the first convolution's weights, `[O, C, kH, kW]`; `nil` without convolutions.
    let filters: Shape?

    /// Whether it has feature maps that Grad-CAM can weight.
    let hasFeatureMaps: Bool

    init(of architecture: Architecture) {
        layersWithParameters = ParameterNames.layers(of: architecture).count
        filters = Filters.weights(of: architecture)?.shape
        hasFeatureMaps = architecture.layersToFeatureMaps != nil
    }
}
