import NeuralNet

/// The times of steps in milliseconds: medians over many, alternating between all kinds.
struct StepTimes {
    /// The time of computing the gradients of each network.
    let gradients: [Double]

    /// The time of a step of the first network: its gradients and the update.
    let step: Double

    /// Measures, without reading images.
    init(
        _ networks: [any MeasuredNetwork], _ options: ComputationOptions, precision: Precision, steps: Int
    ) throws {
        let sessions = try networks.map { try $0.session(options, precision: precision) }
        var gradients = Array(repeating: [Double](), count: networks.count)
        var whole: [Double] = []
        // Several in a row, so that each network's data is in the caches, as in a training.
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
