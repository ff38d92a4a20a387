import NeuralNet

/// How long steps take, in milliseconds: medians over many, all kinds in turn.
struct StepTimes {
    /// Computing the gradients of each network.
    let gradients: [Double]

    /// A step of the first network: its gradients and what changes the parameters.
    let step: Double

    /// Measures, without reading images.
    init(
        _ networks: [DigitNetwork], _ options: ComputationOptions, precision: Precision, steps: Int
    ) throws {
        let sessions = try networks.map { try $0.session(options, precision: precision) }
        var gradients = Array(repeating: [Double](), count: networks.count)
        var whole: [Double] = []
        // In runs of a few, so that each network finds its own numbers in the caches, as in a training.
        let run = 10
        for _ in 0..<max(1, steps / run) {
            for (index, session) in sessions.enumerated() {
                try session.computeGradientsOfNothing()
                for _ in 0..<run {
                    gradients[index].append(try seconds { try session.computeGradientsOfNothing() })
                    if index == 0 { whole.append(try seconds { try session.stepOnNothing() }) }
                }
            }
        }
        self.gradients = gradients.map { 1000 * Samples($0).median }
        step = 1000 * Samples(whole).median
    }
}
