import Figures
import NeuralNet
import Steps
import Workflow

/// Draws the filters of a network's first convolution.
struct DrawFilters: Step {
    let version = 1
    let declaration = Declaration<Parameters>(
        "filters", "Draws the filters of a network's first convolution.", result: .nothing)

    struct Parameters: ParameterList {
        let model: Parameter<Model>

        init(declaring parameters: inout ParameterDeclarations) {
            model = parameters.positional("model", "the network")
        }
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let tensors = try call.model.parameters().tensors
        // Only the weights of convolutions have four dimensions: filters, channels, rows, columns.
        guard let weights = tensors.map(\.tensor).first(where: { $0.shape.dimensions.count == 4 }) else {
            throw StepFailure("the network has no convolution, and only that has filters to draw")
        }
        let sizes = weights.shape.dimensions
        let size = sizes[2] * sizes[3]
        let filters = (0..<sizes[0]).map { filter in
            (0..<size).map { place in
                (0..<sizes[1]).reduce(Float(0)) { sum, channel in
                    sum + weights.values[(filter * sizes[1] + channel) * size + place]
                } / Float(sizes[1])
            }
        }
        return StepResult(figures: [
            Figure(FilterSheet(height: sizes[2], width: sizes[3], filters: filters))
        ])
    }
}
