import NeuralNet
import Workflow

extension LearningRateSchedule {
    /// Why it is none of a learning rate; `nil` if it may be.
    func problem(learningRate: Double) -> ArgumentProblem? {
        guard case .cosine(let floor, _) = self, floor > learningRate else { return nil }
        return ArgumentProblem(
            id: "floor",
            "the floor \(NumberText.short(floor)) is above the learning rate \(NumberText.short(learningRate))",
            notes: ["'floor:' is a learning rate itself, not a share of one"])
    }

    /// That it never changes the learning rate, or makes it grow; `nil` if it does neither, is to be constant, or that is
    /// unknown.
    ///
    /// - Parameters:
    ///   - learningRate: the optimizer's; `nil` if it is unknown.
    ///   - epochs: those of the training; `nil` if they are unknown.
    func warning(learningRate: Double?, epochs: Int?) -> ArgumentProblem? {
        switch self {
        case .step(_, let factor) where factor == 1, .exponential(let factor) where factor == 1:
            return Self.unchanging("a factor of 1 leaves the learning rate as it is")
        case .step(let every, let factor):
            guard let epochs, epochs <= every else {
                return factor > 1
                    ? growth(byFactor: factor, from: learningRate, in: epochs) : nil
            }
            let first = every == 1 ? "one epoch" : "\(NumberText.grouped(every)) epochs"
            let rest =
                epochs == every ? "no more" : epochs == 1 ? "one" : "only \(NumberText.grouped(epochs))"
            return Self.unchanging(
                "the learning rate would first change after \(first), and the training has \(rest)")
        case .exponential(let factor) where factor > 1:
            return growth(byFactor: factor, from: learningRate, in: epochs)
        case .linear(let end) where end > 1:
            return growth(
                "a line to \(NumberText.short(end)), that many times the learning rate, makes it grow",
                from: learningRate, in: epochs, advice: "a share below 1 lets it fall")
        case .linear(let end) where end == 1:
            return Self.unchanging("a line to 1, the whole learning rate, leaves it as it is")
        case .cosine(let floor, let warmup) where warmup == 0 && floor == learningRate:
            return Self.unchanging(
                "the floor \(NumberText.short(floor)) is the learning rate, which stays as it is")
        default: return nil
        }
    }

    private func growth(byFactor factor: Double, from learningRate: Double?, in epochs: Int?)
        -> ArgumentProblem
    {
        growth(
            "a factor of \(NumberText.short(factor)) makes the learning rate grow", from: learningRate,
            in: epochs, advice: "a factor below 1 lets it fall")
    }

    /// That the learning rate grows, and how far where that is known.
    private func growth(
        _ words: String, from learningRate: Double?, in epochs: Int?, advice: String
    ) -> ArgumentProblem {
        var words = words
        if let learningRate, let epochs {
            // Steps are multiplied after the epochs; the others come as near to the end as the last step is.
            let step = if case .step = self { epochs - 1 } else { epochs }
            let last = self.learningRate(step: step, of: epochs, peak: learningRate)
            words += ", from \(NumberText.short(learningRate)) to \(NumberText.short(last)) at the end"
        }
        return ArgumentProblem(id: "growth", words, notes: [advice])
    }

    private static func unchanging(_ message: String) -> ArgumentProblem {
        ArgumentProblem(
            id: "schedule", message, notes: ["without 'schedule:' the learning rate is constant, too"])
    }
}
