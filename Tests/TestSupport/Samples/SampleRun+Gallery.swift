import Figures
import FoundationEssentials
package import Workflow

extension SampleRun {
    /// A run that shows every kind of figure in its less common forms.
    package static func gallery() -> Run {
        var builder = NotebookBuilder(name: "gallery.md")
        var figures: [Figure] = []
        func add(_ words: String, _ figure: Figure) {
            builder.heading(2, words)
            builder.cell("show(\(figures.count))")
            figures.append(figure)
        }
        add("One epoch", Figure(SampleFigures.history(epochs: 1)))
        add("One epoch and its batches", Figure(SampleFigures.diverging(epochs: 1, upTo: 2)))
        add("A loss that grew beyond measure", Figure(SampleFigures.diverging(epochs: 2, upTo: 1e23)))
        add("Thirty epochs", Figure(SampleFigures.history(epochs: 30)))
        add("A long curve", Figure(SampleFigures.longCurve()))
        add("Many curves that end together", Figure(crowd(count: 6)))
        add("More curves than labels", Figure(crowd(count: 16)))
        add("Numbers that are not", Figure(broken))
        add("A table", Figure(SampleFigures.layers))
        add("Images in colour", Figure(colours))
        add(
            "Pictures of one's own",
            Figure(
                SamplePredictions.sheet(
                    names: [
                        "IMG_20240321_181522_a_long_name_without_a_blank_in_it.jpg", "row.png", "blank.png",
                    ],
                    labels: ["7", "1", "9"])))
        add("A network", Figure(network))
        add("A pad", Figure(SamplePad.pad(classes: ["0", "1", "2"])))
        add(
            "A pad for words",
            Figure(SamplePad.pad(title: "Cats", classes: ["Norwegian Forest cat", "Abessinierkatze"])))
        add("A pad for pictures", Figure(SamplePad.pictures))
        add(
            "Classes with long names",
            Figure(
                SamplePredictions.sheet(
                    names: ["a.png", "b.png", "c.png"],
                    labels: ["Norwegian Forest cat", "Abessinierkatze", "sphynx"])))
        add(
            "Two classes",
            Figure(ConfusionMatrix(classes: ["ham", "spam"], counts: [[480, 20], [35, 465]])))
        add("Images by their loss", Figure(hardest))
        add("Curves of classes", Figure(SampleFigures.curvesOfClasses))
        add("Heat maps", Figure(SampleHeat.grid(title: "Where the evidence is")))
        add("Heat maps of colours", Figure(SampleHeat.colours(of: colours)))
        var run = RunBuilder(builder.notebook)
        for (index, figure) in figures.enumerated() {
            run.step("show", cell: index, line: index * 6 + 4, figures: [figure])
        }
        return run.run
    }

    private static let network = NetworkDiagram(
        title: "A network of many layers", input: [3, 32, 20],
        layers: [
            .init(
                name: "conv2d", detail: "128 filters of 11×11, stride 2, padding 1", output: [128, 12, 6],
                parameters: 46_592, multiplyAdds: 3_345_408),
            .init(name: "relu", detail: "", output: [128, 12, 6], parameters: 0, multiplyAdds: 0),
            .init(
                name: "maxPool2d", detail: "3×3, stride 2", output: [128, 5, 2], parameters: 0,
                multiplyAdds: 0),
            .init(name: "flatten", detail: "", output: [1280], parameters: 0, multiplyAdds: 0),
            .init(
                name: "dense", detail: "10,000 units", output: [10_000], parameters: 12_810_000,
                multiplyAdds: 12_800_000),
            .init(name: "dropout", detail: "0.25", output: [10_000], parameters: 0, multiplyAdds: 0),
            .init(name: "dense", detail: "2 units", output: [2], parameters: 20_002, multiplyAdds: 20_000),
        ])

    private static func crowd(count: Int) -> LineChart {
        LineChart(
            horizontalAxis: "epoch",
            panels: [
                .init(
                    title: "accuracy", format: .percent,
                    series: (0..<count).map { curve in
                        .init(
                            name: "optimizer \(curve + 1)",
                            points: (1...8).map {
                                .init(x: Double($0), y: 0.96 - 0.4 / Double($0) - Double(curve) * 0.004)
                            })
                    })
            ])
    }

    private static let broken = LineChart(
        title: "A loss that left the range of numbers", horizontalAxis: "epoch",
        panels: [
            .init(
                title: "loss",
                series: [
                    .init(
                        name: "training",
                        points: zip(1...6, [2.3, 1.1, .nan, 4.5, .infinity, 1200]).map {
                            .init(x: Double($0), y: $1)
                        })
                ]),
            .init(
                title: "learning rate",
                series: [.init(name: "rate", points: [.init(x: 1, y: 1e-5), .init(x: 6, y: 1e-5)])]),
            .init(title: "nothing", series: []),
        ])

    private static let colours = ImageGrid(
        title: "Squares", width: 8, height: 8, channels: 3,
        pixels: Data(
            (0..<6 * 64).flatMap { (pixel: Int) -> [UInt8] in
                [UInt8(pixel % 64 * 4), UInt8(pixel / 64 * 40), UInt8(255 - pixel % 8 * 30)]
            }),
        items: (0..<6).map {
            .init(
                index: $0, label: "square",
                guesses: [.init(label: $0 == 4 ? "circle" : "square", probability: 0.9 - Double($0) / 10)])
        }, total: 6)

    /// The first images are hard, the others right with little doubt.
    private static let hardest = ImageGrid(
        width: 8, height: 8, channels: 3, pixels: colours.pixels,
        items: (0..<6).map { place in
            let probability = 0.999 - Double(place) / 20
            return .init(
                index: 1000 * place, label: place < 3 ? "Norwegian Forest cat" : "sphynx",
                guesses: [
                    .init(label: "sphynx", probability: probability),
                    .init(label: "Abessinierkatze", probability: 1 - probability),
                ], loss: place < 3 ? 87.34 / Double(place + 1) : 0.01)
        }, total: 10_000)
}
