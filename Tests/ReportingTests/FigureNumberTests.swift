import Figures
import Foundation
import Reporting
import TestSupport
import Testing

/// Figures from the cache may have any numbers: one that no step could have made is refused, and every other is
/// drawn.
struct FigureNumberTests {
    /// One figure of each kind, each with at least five numbers, a table with two.
    private static let figures: [Figure] = {
        let small = ImageGrid(
            width: 2, height: 1, pixels: Data([0, 255, 7, 9]),
            items: [
                .init(index: 3, label: "a", guesses: [.init(label: "b", probability: 0.75)]),
                .init(index: 4, label: "b"),
            ], total: 9)
        return [
            Figure(
                LineChart(
                    horizontalAxis: "epoch",
                    panels: [
                        .init(
                            title: "loss", scale: .logarithmic,
                            series: [
                                .init(name: "training", points: [.init(x: 1, y: 0.5), .init(x: 2, y: 0.25)]),
                                .init(name: "batches", style: .background, points: [.init(x: 1, y: 0.5)]),
                            ]),
                        .init(
                            title: "accuracy", format: .percent,
                            series: [
                                .init(name: "training", points: [.init(x: 1, y: 0.5), .init(x: 2, y: 0.75)])
                            ]),
                    ])), Figure(small),
            Figure(ConfusionMatrix(classes: ["a", "b"], counts: [[5, 1], [2, 7]], images: small)),
            Figure(
                Table(
                    columns: ["a", "b"], rows: [[.integer(1), .number(0.5)], [.text("x"), .boolean(true)]])),
            Figure(
                PredictionSheet(
                    pictures: [
                        .init(
                            name: "p", width: 20, height: 10, file: Data([1, 2]),
                            readings: [
                                .init(
                                    box: .init(x: 0.1, y: 0.2, width: 0.3, height: 0.4),
                                    guesses: [.init(label: "b", probability: 0.75)]),
                                .init(box: nil, guesses: [.init(label: "a", probability: 0.5)]),
                            ])
                    ], seen: small)),
            Figure(
                DrawingPad(
                    width: 2, height: 2, classes: ["a", "b"], means: [0.5], standardDeviations: [0.25],
                    layers: [
                        .init(name: "conv2d", numbers: [1, 1, 1, 0]),
                        .init(name: "maxPool2d", numbers: [1, 1]), .init(name: "relu", numbers: []),
                        .init(name: "dense", numbers: [2]),
                    ],
                    weights: Data(count: 9), scales: [1, 0.5, 0.25], biases: [0, 1, 2],
                    checks: [.init(pixels: Data(count: 4), prediction: 1)])),
            Figure(
                NetworkDiagram(
                    input: [1, 4, 4],
                    layers: [
                        .init(
                            name: "conv2d", detail: "", output: [2, 4, 4], parameters: 20, multiplyAdds: 288),
                        .init(name: "flatten", detail: "", output: [32], parameters: 0, multiplyAdds: 0),
                    ])),
            Figure(
                HeatMapGrid(
                    method: .gradCAM, images: small, heat: Data([255, 0, 0, 0]), labels: ["b", "a"])),
        ]
    }()

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.userInfo[FigureKinds.key] = FigureKinds.standard
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return decoder
    }

    @Test(arguments: FigureKinds.standard.all.map { $0.kind })
    func `whatever its numbers are, a figure is drawn or refused`(kind: String) throws {
        let figure = try #require(Self.figures.first { $0.kind == kind }, "a figure to change is missing")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(figure), as: UTF8.self)
        let decoder = Self.decoder
        #expect(try decoder.decode(Figure.self, from: Data(text.utf8)) == figure)
        let numbers = JSONNumbers(in: text)
        #expect(numbers.count >= (kind == Table.kind ? 2 : 5))
        var (drawn, refused) = (0, 0)
        for place in 0..<numbers.count {
            for number in JSONNumbers.extremes {
                let changed = Data(numbers.replacing(place, with: number).utf8)
                guard let figure = try? decoder.decode(Figure.self, from: changed) else {
                    refused += 1
                    continue
                }
                drawn += 1
                try draw(figure)
            }
        }
        // A chart can draw any numbers, even NaN.
        #expect(refused > 0 || kind == LineChart.kind)
        #expect(drawn > 0)
    }

    @Test func `a figure whose parts do not match is refused`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for figure in Self.figures {
            let text = String(decoding: try encoder.encode(figure), as: UTF8.self)
            for list in text.matches(of: /\[[^\[\]{}]*\]/) {
                for other in ["[]", "[1,2,3,4,5,6,7]", "[\"a\"]"] {
                    let changed =
                        String(text[..<list.range.lowerBound]) + other
                        + String(text[list.range.upperBound...])
                    guard let figure = try? Self.decoder.decode(Figure.self, from: Data(changed.utf8)) else {
                        continue
                    }
                    try draw(figure)
                }
            }
        }
    }

    private func draw(_ figure: Figure) throws {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("plot()")
        var builder = RunBuilder(notebook.notebook)
        builder.step("plot", cell: 0, line: 3, figures: [figure])
        #expect(Report(of: builder.run).html.contains("</html>"))
    }
}
