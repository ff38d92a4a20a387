import NeuralNet
import Workflow

/// The facts of a network before a run.
struct NetworkFacts: Fact {
    /// Its layers, with their shapes.
    let architecture: Architecture

    /// The number of its layers with parameters.
    let layersWithParameters: Int

    /// The shape of the first convolution's weights, `[O, C, kH, kW]`; `nil` without convolutions.
    let filters: Shape?

    init(of architecture: Architecture) {
        self.architecture = architecture
        layersWithParameters = ParameterNames.layers(of: architecture).count
        filters = Filters.weights(of: architecture)?.shape
    }
}
