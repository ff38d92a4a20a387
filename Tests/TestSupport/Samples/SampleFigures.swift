package import Figures
import FoundationEssentials
import Glibc

/// Figures as a training on digits gives them.
package enum SampleFigures {
    /// Loss and accuracy by epoch.
    package static func history(epochs: Int = 3) -> LineChart {
        func series(_ name: String, _ value: (Double) -> Double) -> LineChart.Series {
            LineChart.Series(
                name: name,
                points: (1...epochs).map {
                    .init(x: Double($0), y: (value(Double($0)) * 1e5).rounded() / 1e5)
                })
        }
        return LineChart(
            horizontalAxis: "epoch",
            panels: [
                .init(
                    title: "loss",
                    series: [
                        series("training") { 0.213 * exp(-0.95 * ($0 - 1)) + 0.0213 },
                        series("validation") { 0.062 * exp(-0.6 * ($0 - 1)) + 0.0301 },
                    ]),
                .init(
                    title: "accuracy", format: .percent,
                    series: [
                        series("training") { 0.9941 - 0.0661 * exp(-1.1 * ($0 - 1)) },
                        series("validation") { 0.9908 - 0.0105 * exp(-0.8 * ($0 - 1)) },
                    ]),
            ])
    }

    /// A noisy curve by step with its smoothed form, long enough to be thinned.
    package static func longCurve(count: Int = 5000) -> LineChart {
        var raw: [LineChart.Point] = []
        var smooth: [LineChart.Point] = []
        var mean = 2.3
        for step in 0..<count {
            let noise = sin(Double(step) * 12.9898) * 43758.5453
            let value = 2.2 * exp(-Double(step) / 600) + 0.05 + (noise - noise.rounded(.down)) * 0.25
            mean = mean * 0.98 + value * 0.02
            raw.append(.init(x: Double(step), y: value))
            smooth.append(.init(x: Double(step), y: mean))
        }
        return LineChart(
            title: "Loss by step", horizontalAxis: "step",
            panels: [
                .init(
                    title: "loss",
                    series: [
                        .init(name: "each batch", style: .background, points: raw),
                        .init(name: "smoothed", style: .trend, points: smooth),
                        .init(
                            name: "training",
                            points: stride(from: 999, to: count, by: 1000).map { smooth[$0] }),
                    ]),
                .init(
                    title: "learning rate",
                    series: [
                        .init(
                            name: "learning rate", style: .trend,
                            points: raw.map {
                                .init(x: $0.x, y: 1e-3 * (1 + cos($0.x / Double(count) * .pi)) / 2)
                            })
                    ]),
            ])
    }

    /// A loss of every batch that grows from a thousandth to a number, with its mean of each epoch.
    package static func diverging(epochs: Int, upTo greatest: Double) -> LineChart {
        let batches = (0..<epochs * 50).map { batch in
            let place = (Double(batch) + 0.5) / 50
            return LineChart.Point(x: place, y: 1e-3 * pow(greatest / 1e-3, place / Double(epochs)))
        }
        let means = (1...epochs).map { LineChart.Point(x: Double($0), y: batches[$0 * 50 - 1].y / 3) }
        return LineChart(
            horizontalAxis: "epoch",
            panels: [
                .init(
                    title: "loss", scale: .logarithmic,
                    series: [
                        .init(name: "each batch", style: .background, points: batches),
                        .init(name: "training", points: means),
                    ]),
                .init(
                    title: "accuracy", format: .percent,
                    series: [.init(name: "training", points: means.map { .init(x: $0.x, y: 0.1) })]),
            ])
    }

    /// The mean of ten classes and each of them, rising at once and meeting at the end, as rates of true positives do.
    package static let curvesOfClasses = LineChart(
        horizontalAxis: "false positives in %",
        panels: [
            LineChart.Panel(
                title: "true positive rate, the 9 of 100 classes with the smallest areas", format: .percent,
                series: (0..<10).map { place in
                    let points = (0...50).map { step in
                        let x = Double(step) / 50
                        return LineChart.Point(x: 100 * x, y: 1 - (1 - x) / (1 + 40 * x * Double(10 - place)))
                    }
                    let name = place == 0 ? "mean" : "class number \(place)"
                    return LineChart.Series(
                        name: name, style: place == 0 ? .line : .member,
                        points: [.init(x: 0, y: 0)] + points.dropFirst())
                })
        ])

    /// Images that a network mistook.
    package static func mistakes(count: Int = 24) -> ImageGrid {
        let pairs = [
            (4, 9), (9, 4), (7, 2), (3, 5), (8, 3), (6, 0), (2, 7), (5, 6), (1, 7), (9, 8), (0, 6), (7, 1),
        ]
        var pixels = Data()
        var items: [ImageGrid.Item] = []
        for place in 0..<count {
            let (truth, guess) = pairs[place % pairs.count]
            pixels += SampleGlyphs.pixels(of: truth, variant: place)
            let probability = 0.98 - Double((place * 37) % 45) / 100
            items.append(
                .init(
                    index: 115 + place * 397, label: String(truth),
                    guesses: [
                        .init(label: String(guess), probability: probability),
                        .init(label: String(truth), probability: (1 - probability) * 0.8),
                        .init(label: String((truth + 3) % 10), probability: (1 - probability) * 0.2),
                    ]))
        }
        return ImageGrid(width: 28, height: 28, pixels: pixels, items: items, total: 93)
    }

    /// The first images of a data set.
    package static func digits(count: Int = 10) -> ImageGrid {
        ImageGrid(
            width: 28, height: 28,
            pixels: Data((0..<count).flatMap { SampleGlyphs.pixels(of: $0, variant: $0 + 50) }),
            items: (0..<count).map { .init(index: $0, label: String($0 % 10)) }, total: 60_000)
    }

    /// Ten classes, 10,000 images, 93 of them mistaken.
    package static let confusion = ConfusionMatrix(
        classes: (0...9).map(String.init),
        counts: [
            [977, 0, 0, 0, 0, 0, 2, 1, 0, 0], [0, 1131, 1, 1, 0, 0, 1, 1, 0, 0],
            [1, 1, 1024, 0, 1, 0, 0, 5, 0, 0], [0, 0, 2, 1001, 0, 4, 0, 2, 1, 0],
            [0, 0, 0, 0, 973, 0, 2, 0, 0, 7], [1, 0, 0, 5, 0, 882, 3, 1, 0, 0],
            [3, 2, 0, 0, 1, 2, 950, 0, 0, 0], [0, 2, 5, 0, 0, 0, 0, 1020, 1, 0],
            [2, 0, 2, 2, 1, 1, 0, 2, 960, 4], [0, 1, 0, 1, 8, 3, 0, 5, 2, 989],
        ], images: mistakes(count: 13))

    /// The layers of a network.
    package static let layers = Table(
        title: "Layers", columns: ["layer", "output", "parameters"],
        rows: [
            [.text("conv2d 3×3, 32"), .text("32 × 28 × 28"), .integer(320)],
            [.text("maxPool2d 2"), .text("32 × 14 × 14"), .integer(0)],
            [.text("conv2d 3×3, 64"), .text("64 × 14 × 14"), .integer(18_496)],
            [.text("maxPool2d 2"), .text("64 × 7 × 7"), .integer(0)],
            [.text("dense 128"), .text("128"), .integer(401_536)],
            [.text("dense 10"), .text("10"), .integer(1_290)],
        ])
}
