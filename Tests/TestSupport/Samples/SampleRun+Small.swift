import Figures
import Notebooks
package import Workflow

extension SampleRun {
    /// A short run with one of everything that is the same on all machines, for a golden file.
    package static func small() throws -> Run {
        var notebook = NotebookBuilder(name: "Notebooks/small.md", head: "---\ntitle: A small run\n---\n\n")
        notebook.frontMatter.title = "A small run"
        notebook.frontMatter.authors = ["Ada Example"]
        notebook.frontMatter.seed = 7
        // The golden record holds the file's text.
        notebook.prose(
            "It reaches {percent(result.accuracy, 1)}, not {result.loss}.",
            inFile: "<p>It reaches {percent(result.accuracy, 1)}, not {result.loss}.</p>\n")
        notebook.heading(2, "Training")
        let first = notebook.cell("let model = train(digits, epochs: 3)\nplot(model.history)") {
            $0.label = "curve"
            $0.caption = "Loss & accuracy"
        }
        notebook.prose("See [](#curve).", inFile: "<p>See <a href=\"#curve\"></a>.</p>\n")
        notebook.heading(3, "Result")
        let second = notebook.cell("let result = evaluate(model)\nplot(result.confusion)") { $0.fold = true }
        let third = notebook.cell("expect(result.accuracy > 0.9, \"good\")\nsave(model)\nplot(model)") {
            $0.echo = false
        }
        var builder = RunBuilder(notebook.notebook)
        builder.params = [.init(name: "epochs", value: .integer(3), isOverridden: true)]
        builder.seed = 7
        builder.environment = [.init("stepbook", "0.1.0"), .init("threads", "2")]
        builder.notices = [Notice("The built-in digits are used.")]
        let history = try Value.artifact(
            StoredArtifact(
                SampleHistory(values: [
                    "epochs": .integer(3), "trainLoss": .array([.float(0.5), .float(0.25), .float(.nan)]),
                ])))
        builder.step(
            "train", binding: "model", cell: 0, line: first,
            value: try .artifact(
                StoredArtifact(SampleModel(values: ["parameters": .integer(1290), "history": history]))),
            inputs: [.init(name: "images.gz", bytes: 4542, hash: ContentHash(ofText: "images"))], seconds: 2.5
        )
        builder.step(
            "plot", cell: 0, line: first + 1, figures: [Figure(SampleFigures.history())], seconds: 0.001)
        builder.step(
            "evaluate", binding: "result", cell: 1, line: second, .cached,
            value: try .artifact(
                StoredArtifact(
                    SampleEvaluation(values: [
                        "accuracy": .float(0.9231), "loss": .float(1e-8), "errors": .integer(1),
                    ]))),
            seconds: 0.01, computeSeconds: 1.2)
        builder.step(
            "plot", cell: 1, line: second + 1,
            figures: [
                Figure(ConfusionMatrix(title: "Pets", classes: ["cat", "dog"], counts: [[5, 1], [0, 7]])),
                Figure(SampleFigures.layers),
            ], seconds: 0.002)
        builder.step(
            "expect", cell: 2, line: third,
            expectation: .init(
                claim: "good", isMet: true, condition: "result.accuracy > 0.9",
                evidence: [.init("result.accuracy", "0.9231")], line: third))
        builder.step("save", cell: 2, line: third + 1, .failed("no space left on the disk"), seconds: 0.2)
        builder.step("plot", cell: 2, line: third + 2, .blocked(by: 5))
        builder.computed(.string("92.3\u{A0}%"), from: 2)
        builder.computed(nil, from: 5)
        builder.status = .failed
        builder.seconds = 4.25
        return builder.run
    }
}
