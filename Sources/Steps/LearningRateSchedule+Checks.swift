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

    /// That it never changes the learning rate; `nil` if it does, is to be constant, or that is unknown.
    ///
    /// - Parameters:
    ///   - learningRate: the optimizer's; `nil` if it is unknown.
    ///   - epochs: those of the training; `nil` if they are unknown.
    func warning(learningRate: Double?, epochs: Int?) -> ArgumentProblem? {
        switch self {
        case .step(_, let factor) where factor == 1, .exponential(let factor) where factor == 1:
            return Self.unchanging("a factor of 1 leaves the learning rate as it is")
        case .step(let every, _):
            guard let epochs, epochs <= every else { return nil }
            let first = every == 1 ? "one epoch" : "\(NumberText.grouped(every)) epochs"
            let rest =
                epochs == every ? "no more" : epochs == 1 ? "one" : "only \(NumberText.grouped(epochs))"
            return Self.unchanging(
                "the learning rate would first change after \(first), and the training has \(rest)")
        case .linear(let end) where end == 1:
            return Self.unchanging("a line to 1, the whole learning rate, leaves it as it is")
        case .cosine(let floor, let warmup) where warmup == 0 && floor == learningRate:
            return Self.unchanging(
                "the floor \(NumberText.short(floor)) is the learning rate, which stays as it is")
        default: return nil
        }
    }

    private static func unchanging(_ message: String) -> ArgumentProblem {
        ArgumentProblem(
            id: "schedule", message, notes: ["without 'schedule:' the learning rate is constant, too"])
    }
}
