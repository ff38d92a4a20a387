import NeuralNet
import Workflow

/// The facts of a network before a run.
struct NetworkFacts: Fact {
    /// The number of its layers with parameters.
    let layersWithParameters: Int

    init(of architecture: Architecture) {
        layersWithParameters = ParameterNames.layers(of: architecture).count
    }
}
