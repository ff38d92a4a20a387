import NeuralNet
import Workflow

/// What is known of a network before it is there.
struct NetworkFacts: Fact {
    /// How many of its layers have parameters.
    let layersWithParameters: Int

    init(of architecture: Architecture) {
        layersWithParameters = ParameterNames.layers(of: architecture).count
    }
}
