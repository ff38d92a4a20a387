package import Notebooks

/// The prose of a notebook after its sweep: its values, as far as they are the same for all runs or of the sweep itself.
package struct SweepProse: Sendable {
    /// A computed value.
    package enum Quoted: Sendable, Hashable {
        /// A value of the sweep, or one that all runs have in common.
        case value(Value)
        /// None, for this reason.
        case missing(String)
        /// A value that each run has for itself, so that the text that shows it is about a single one.
        case ofRun
    }

    /// The notebook.
    package let notebook: Notebook

    /// The images of the prose that a page embeds, by their URLs in it.
    package let images: [String: EmbeddedImage]

    /// The computed values of the prose, by their index in the notebook.
    package let values: [Quoted]

    /// Evaluates the prose of a notebook.
    ///
    /// - Parameters:
    ///   - plan: the plan of any setting of the sweep.
    ///   - sweep: the sweep as it was run.
    ///   - registry: the registry of the plan.
    ///   - result: the sweep.
    ///   - isInterrupted: whether it was stopped before its end.
    package init(
        of plan: Plan, in sweep: PlannedSweep, registry: Registry, result: SweepResult,
        isInterrupted: Bool = false
    ) {
        notebook = plan.notebook
        images = plan.images
        let swept = sweep.axes.map(\.name) + [sweep.halving?.parameter.text].compactMap(\.self)
        let shared = SharedValues(in: plan.notebook, swept: Set(swept), registry: registry)
        var evaluator = Evaluator(
            registry: registry, results: [:], names: NameValues(plan.bindings.map(\.expression)))
        evaluator.sweep = QuotedSweep(
            result: result, isInterrupted: isInterrupted,
            params: plan.params.filter { !swept.contains($0.name) })
        values = zip(plan.notebook.computedValues, plan.computedValues).map { written, resolved in
            guard let expression = written.expression, !shared.isOfRun(expression),
                plan.steps(of: resolved).isEmpty
            else { return .ofRun }
            do throws(EvaluationProblem) {
                return .value(try evaluator.value(of: resolved))
            } catch {
                return .missing(error.description)
            }
        }
    }
}
