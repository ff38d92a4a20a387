import Figures

/// The images that the evaluations of a run told wrong, read while what the cache lost of them can still be made anew.
struct RunMistakes {
    /// The images by the index of the name that the evaluation is bound to; its surest ``Run/mistakesListed`` mistakes.
    var images: [Int: ImageGrid] = [:]

    /// What keeps the run from being done, in words.
    var problems: [String] = []

    /// What cannot be shown and is no problem, in words.
    var notices: [String] = []

    /// Whether the user stopped the run while they were made anew.
    var isInterrupted = false
}

extension RunProgress {
    /// Reads the images that the bound names tell wrong.
    ///
    /// Nothing else may have asked the cache for their bytes, so that damage shows here first; the steps that they come from
    /// are then run again, as for a step that asks.
    mutating func readMistakes() {
        for (index, binding) in plan.bindings.enumerated() where results.have(binding.steps) {
            do {
                mistakes.images[index] = try mistakes(of: index)
            } catch let damage as CacheDamage {
                mend(damage, of: index)
            } catch {
                mistakes.notices.append(words(for: error, at: binding))
            }
        }
    }

    /// What a bound name tells wrong; `nil` for what is about no images, and for a name without a value, of which the run
    /// tells elsewhere.
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

    private mutating func mend(_ damage: CacheDamage, of index: Int) {
        let binding = plan.bindings[index]
        let step = binding.steps.last.map { plan.steps[$0] }
        if let step { store.warn(of: damage, at: step) }
        let clock = ContinuousClock()
        let start = clock.now
        do {
            try mend(binding.steps)
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
        "line \(binding.line): the images that '\(binding.name)' tells wrong cannot be had: \(error.words)"
    }
}
