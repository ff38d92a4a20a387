import Figures

/// The images misclassified by the evaluations of a run, read while lost parts of the cache can still be recomputed.
struct RunMistakes {
    /// The images by the index of the name that the evaluation is bound to; the ``Run/mistakesListed`` most confident
    /// mistakes.
    var images: [Int: ImageGrid] = [:]

    /// Problems that make the run fail, in words.
    var problems: [String] = []

    /// Problems that only leave something out, in words.
    var notices: [String] = []

    /// Whether the user stopped the run while steps were recomputed.
    var isInterrupted = false
}

extension RunProgress {
    /// Reads the misclassified images of all bound evaluations.
    ///
    /// Nothing else may have read their bytes from the cache, so that damage shows here first; the steps that they
    /// come from are then recomputed, as for a step that reads them.
    mutating func readMistakes() {
        for (index, binding) in plan.bindings.enumerated() where results.have(binding.steps) {
            do {
                mistakes.images[index] = try mistakes(of: index)
            } catch let damage as CacheDamage {
                recoverMistakes(after: damage, of: index)
            } catch {
                mistakes.notices.append(words(for: error, at: binding))
            }
        }
    }

    /// The images that a bound evaluation misclassified; `nil` for a value that is not an evaluation of images, and
    /// for a name without a value, which the run reports elsewhere.
    private func mistakes(of index: Int) throws -> ImageGrid? {
        let value: Value
        do throws(EvaluationProblem) {
            value = try evaluator.value(ofName: index, plan.bindings[index].expression)
        } catch {
            return nil
        }
        guard case .artifact(let stored) = value else { return nil }
        return try stored.artifact.mistakes(atMost: Run.mistakesListed)
    }

    private mutating func recoverMistakes(after damage: CacheDamage, of index: Int) {
        let binding = plan.bindings[index]
        let step = binding.steps.last.map { plan.steps[$0] }
        if let step { store.warn(of: damage, at: step) }
        let clock = ContinuousClock()
        let start = clock.now
        do {
            try recompute(binding.steps)
            mistakes.images[index] = try mistakes(of: index)
            if let step { handle(.stepMended(step, seconds: (clock.now - start).seconds)) }
        } catch is CancellationError {
            mistakes.isInterrupted = true
            mistakes.problems.append(words(for: damage, at: binding))
        } catch {
            mistakes.problems.append(words(for: error, at: binding))
        }
    }

    private func words(for error: any Error, at binding: PlannedBinding) -> String {
        "line \(binding.line): the images that '\(binding.name)' misclassified cannot be read: \(error.words)"
    }
}
