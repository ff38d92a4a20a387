import Figures
import FoundationEssentials
import Notebooks
package import Workflow

/// Runs of a notebook on digits, built by hand.
package enum SampleRun {
    /// A run in which everything went well.
    ///
    /// - Parameters:
    ///   - isSecond: whether it is the second run, whose first steps come from the cache.
    package static func digits(isSecond: Bool = false) throws -> Run {
        let notebook = DigitsNotebook()
        var builder = RunBuilder(notebook.notebook)
        try notebook.begin(&builder, isSecond: isSecond)
        let model = try notebook.model()
        builder.step(
            "train", binding: "model", cell: 1, line: notebook.lines[1], isSecond ? .cached : .computed,
            value: model, seconds: isSecond ? 0.012 : 41.3, computeSeconds: 41.3)
        builder.step(
            "plot", cell: 2, line: notebook.lines[2], figures: [Figure(SampleFigures.history())],
            seconds: 0.0004)
        let evaluation = try Value.artifact(
            StoredArtifact(
                SampleEvaluation(
                    values: [
                        "accuracy": .float(0.9907), "loss": .float(0.0301), "errors": .integer(93),
                    ], mistakes: SampleFigures.mistakes())))
        builder.step(
            "evaluate", binding: "result", cell: 3, line: notebook.lines[3], from: [1, 3], value: evaluation,
            seconds: 1.21)
        builder.step(
            "plot", cell: 3, line: notebook.lines[3] + 1,
            figures: [Figure(SampleFigures.confusion)],
            seconds: 0.0003)
        builder.step(
            "plot", cell: 4, line: notebook.lines[4], figures: [Figure(SampleFigures.mistakes())],
            seconds: 0.0021)
        builder.step(
            "expect", cell: 5, line: notebook.lines[5],
            expectation: .init(
                claim: "reaches 98 % on the test images", isMet: true, condition: "result.accuracy >= 0.98",
                evidence: [.init("result.accuracy", "0.9907")], line: notebook.lines[5]), seconds: 0.0001)
        builder.step(
            "expect", cell: 5, line: notebook.lines[5] + 1,
            expectation: .init(
                claim: "stays small enough for a microcontroller", isMet: true,
                condition: "model.parameters < 500_000", evidence: [.init("model.parameters", "421642")],
                line: notebook.lines[5] + 1), seconds: 0.0001)
        builder.step(
            "save", cell: 5, line: notebook.lines[5] + 2,
            files: [
                .init(
                    path: "mnist_cnn_state.pt", bytes: 1_689_412, hash: ContentHash(ofText: "mnist_cnn_state")
                )
            ], seconds: 0.018)
        builder.computed(.string("421\u{202F}642"), from: 3)
        builder.computed(.string("99.07\u{A0}%"), from: 5)
        builder.computed(.integer(93), from: 5)
        builder.revision = .committed("3f2a1b9c0d4e")
        builder.seconds = isSecond ? 1.9 : 44.8
        return builder.run
    }

    /// A run in which the training failed, so that all dependent steps were blocked.
    package static func failed() throws -> Run {
        let notebook = DigitsNotebook()
        var builder = RunBuilder(notebook.notebook)
        try notebook.begin(&builder, isSecond: false)
        builder.step(
            "train", binding: "model", cell: 1, line: notebook.lines[1],
            .failed(
                "the loss is not a number in epoch 1, batch 37; a smaller learning rate than 10 may help"),
            seconds: 3.1)
        builder.step("plot", cell: 2, line: notebook.lines[2], .blocked(by: 3))
        builder.step("evaluate", binding: "result", cell: 3, line: notebook.lines[3], .blocked(by: 3))
        builder.step("plot", cell: 3, line: notebook.lines[3] + 1, .blocked(by: 3))
        builder.step("plot", cell: 4, line: notebook.lines[4], .blocked(by: 3))
        builder.step(
            "expect", cell: 5, line: notebook.lines[5],
            expectation: .init(
                claim: "has more images than digits", isMet: false, condition: "digits.count < 10",
                evidence: [.init("digits.count", "60000")], line: notebook.lines[5]))
        builder.step("save", cell: 5, line: notebook.lines[5] + 2, .blocked(by: 3))
        builder.computed(nil, from: 3)
        builder.computed(nil, from: 5)
        builder.computed(nil, from: 5)
        builder.status = .failed
        builder.params = [
            .init(name: "epochs", value: .integer(3), isOverridden: false),
            .init(name: "learningRate", value: .float(10), isOverridden: true),
        ]
        builder.notices = [
            Notice(
                "The data set 'mnist' could not be had, so the built-in digits are used. Accuracy is not comparable."
            )
        ]
        builder.seconds = 3.4
        return builder.run
    }
}
