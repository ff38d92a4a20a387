package import Diagnostics
package import Figures
package import FoundationEssentials
package import Notebooks
package import Workflow

/// Builds a run from a notebook and the outcomes of its steps.
package struct RunBuilder {
    package var status = Run.Status.ok
    package var params: [PlannedParameter] = []
    package var seed: UInt64 = 0
    package var notices: [Notice] = []
    package var warnings: [Diagnostic] = []
    package var images: [String: EmbeddedImage] = [:]
    package var environment: [Run.Fact] = []
    package var commandOptions: [Run.Fact] = []
    package var revision: Revision?
    package var seconds = 0.0
    package var started = Date(timeIntervalSince1970: 1_790_000_000)
    package private(set) var steps: [StepRecord] = []
    private var bindings: [(name: String, value: Value?)] = []
    private var values: [(expression: ResolvedExpression, value: Value?)] = []
    private let notebook: Notebook

    package init(_ notebook: Notebook) { self.notebook = notebook }

    /// Adds a step with its outcome.
    package mutating func step(
        _ name: String, binding: String? = nil, cell: Int, line: Int,
        from dependencies: [Int] = [], _ outcome: StepRecord.Outcome = .computed,
        value: Value? = nil, figures: [Figure] = [], files: [WrittenFile] = [], inputs: [InputFile] = [],
        expectation: CheckedExpectation? = nil, seconds: Double = 0.1, computeSeconds: Double? = nil,
        information: [Notice] = []
    ) {
        let planned = PlannedStep(
            index: steps.count, step: name, name: binding, cell: cell, range: 0..<0, line: line,
            arguments: [], further: [], dependencies: dependencies)
        let hasKey = outcome == .computed || outcome == .cached
        steps.append(
            StepRecord(
                step: planned, outcome: outcome, value: value, figures: figures, files: files, inputs: inputs,
                expectation: expectation, seconds: seconds, computeSeconds: computeSeconds ?? seconds,
                key: hasKey ? ContentHash(of: Data("\(name) \(steps.count)".utf8)) : nil,
                information: information))
        if let binding { bindings.append((binding, value)) }
    }

    /// Gives the next computed value of the prose.
    package mutating func computed(_ value: Value?, from steps: Int...) {
        values.append((.array(steps.map(ResolvedExpression.result)), value))
    }

    /// The run.
    package var run: Run {
        let plan = Plan(
            notebook: notebook, params: params, seed: seed, steps: steps.map(\.step), bindings: [],
            computedValues: values.map(\.expression), images: images, warnings: warnings)
        return Run(
            plan: plan, status: status, steps: steps, bindings: bindings, computedValues: values.map(\.value),
            mistakes: mistakes, notices: notices, environment: environment, commandOptions: commandOptions,
            revision: revision, timing: .init(started: started, seconds: seconds))
    }
}

extension RunBuilder {
    /// The misclassified images of the bound evaluations.
    private var mistakes: [(name: String, images: ImageGrid)] {
        bindings.compactMap { binding in
            guard case .artifact(let stored)? = binding.value,
                let images = try? stored.artifact.mistakes(atMost: Run.mistakesListed)
            else { return nil }
            return (binding.name, images)
        }
    }
}

extension ContentHash {
    /// The hash of a text, for samples.
    package init(ofText text: String) { self.init(of: Data(text.utf8)) }
}
