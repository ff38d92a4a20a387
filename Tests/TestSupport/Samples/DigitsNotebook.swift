import Figures
import FoundationEssentials
import Notebooks
import Workflow

/// The notebook of the sample runs.
struct DigitsNotebook {
    let notebook: Notebook
    /// The line of each cell's first statement.
    let lines: [Int]

    init() {
        var builder = NotebookBuilder(
            name: "Notebooks/digit_recognition.md",
            head: "---\ntitle: Recognizing handwritten digits\n---\n\n")
        builder.frontMatter.title = "Recognizing handwritten digits"
        builder.frontMatter.authors = ["Ada Example", "Karl Muster"]
        builder.frontMatter.date = "22 November 2026"
        builder.frontMatter.description =
            "A small convolutional network learns to read the digits of MNIST in under a minute on two processor cores."
        var lines: [Int] = []
        builder.prose(
            "Sixty thousand scanned digits are enough to teach a network of {parameters} parameters to read. After "
                + "three passes over them it gets {accuracy} of ten thousand unseen ones right, and this page shows "
                + "every step of how it got there, and the {errors} digits that it gets wrong. The shape of the "
                + "network is that of the [classic one](https://example.org/lenet).")
        builder.heading(2, "The data")
        builder.prose(
            "Each image is 28 by 28 pixels, grey, and shows one digit. They are scaled so that their mean is 0 and "
                + "their deviation is 1, with the numbers that everybody uses for this data set, "
                + "`0.1307` and `0.3081`.")
        lines.append(
            builder.cell(
                "let digits = load(\"mnist\", fallback: \"builtin\")\n"
                    + "let scaled = normalize(digits, mean: 0.1307, std: 0.3081)\nshow(digits, count: 10)"
            ) { $0.caption = "One image of each class, as it is before scaling." })
        builder.heading(2, "The network")
        builder.prose(
            "Two convolutions look for strokes and for what strokes make together; each is followed by pooling, "
                + "which keeps the strongest answer of every four. Two dense layers decide.\n\n"
                + "> Dropout is what keeps such a network from learning its training images by "
                + "heart.")
        lines.append(
            builder.cell(
                """
                // The classic shape: convolve, pool, convolve, pool, decide.
                let model = train(
                    scaled,
                    layers: [
                        conv2d(32, kernel: 3, padding: 1), relu, maxPool2d(2),
                        conv2d(64, kernel: 3, padding: 1), relu, maxPool2d(2),
                        flatten, dense(128), relu, dropout(0.25), dense(10),
                    ],
                    optimizer: adam(learningRate: params.learningRate),
                    epochs: params.epochs, batchSize: 64
                )
                """))
        builder.heading(3, "How the training went")
        builder.prose("Loss falls fast and then slowly, as [](#loss) shows.")
        lines.append(
            builder.cell("plot(model.history)") {
                $0.label = "loss"
                $0.caption =
                    "Loss and accuracy by epoch, on the training images and on 5,000 that are held back."
            })
        builder.heading(2, "What it gets wrong")
        builder.prose(
            "Most mistakes are between digits that people also mix up: four and nine, seven and two.\n\n"
                + "| pair | mistakes |\n|---|--:|\n| 4 and 9 | 15 |\n| 2 and 7 | 10 |\n")
        lines.append(builder.cell("let result = evaluate(model, on: scaled.test)\nplot(result.confusion)"))
        lines.append(
            builder.cell("plot(result.mistakes, count: 24)") {
                $0.caption = "Mistakes, those that the network was surest of first."
                $0.fold = true
            })
        builder.heading(2, "What we claim")
        lines.append(
            builder.cell(
                "expect(result.accuracy >= 0.98, \"reaches 98 % on the test images\")\n"
                    + "expect(model.parameters < 500_000, \"stays small enough for a microcontroller\")\n"
                    + "save(model, to: \"mnist_cnn_state.pt\")"))
        notebook = builder.notebook
        self.lines = lines
    }

    /// The steps before the training, which every sample run has, and the facts.
    func begin(_ builder: inout RunBuilder, isSecond: Bool) throws {
        builder.params = [
            .init(name: "epochs", value: .integer(3), isOverridden: false),
            .init(name: "learningRate", value: .float(0.001), isOverridden: false),
        ]
        builder.environment = [
            .init("stepbook", "0.1.0"), .init("oneDNN", "2.6.3, AVX-512"),
            .init("processor", "Intel Xeon Platinum 8481C"), .init("threads", "2"),
            .init("system", "Debian GNU/Linux 12"),
        ]
        let names = ["train-images", "train-labels", "t10k-images", "t10k-labels"]
        builder.step(
            "load", binding: "digits", cell: 0, line: lines[0], isSecond ? .cached : .computed,
            inputs: zip(names, [9_912_422, 28_881, 1_648_877, 4_542]).map {
                InputFile(name: "\($0)-ubyte.gz", bytes: $1, hash: ContentHash(ofText: $0))
            }, seconds: isSecond ? 0.004 : 0.41, computeSeconds: 0.41)
        builder.step(
            "normalize", binding: "scaled", cell: 0, line: lines[0] + 1, isSecond ? .cached : .computed,
            seconds: 0.021, computeSeconds: 0.021)
        builder.step(
            "show", cell: 0, line: lines[0] + 2, figures: [Figure(SampleFigures.digits())], seconds: 0.001
        )
    }

    /// What the training gives.
    func model() throws -> Value {
        var values: [String: Value] = ["epochs": .integer(3)]
        for (panel, name) in zip(SampleFigures.history().panels, ["Loss", "Accuracy"]) {
            for (series, prefix) in zip(panel.series, ["train", "validation"]) {
                values[prefix + name] = .array(series.points.map { .float($0.y) })
            }
        }
        let history = try Value.artifact(StoredArtifact(SampleHistory(values: values)))
        return try .artifact(
            StoredArtifact(SampleModel(values: ["parameters": .integer(421_642), "history": history])))
    }
}
