import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// Names of classes and pictures of unusual shapes in narrow windows.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct LongNameTests {
    private static let classes = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]

    private static let chart = LineChart(
        horizontalAxis: "false positives in %",
        panels: [
            .init(
                title: "rate", format: .percent,
                series: (["mean"] + classes).enumerated().map { place, name in
                    .init(
                        name: name, style: place == 0 ? .line : .member,
                        points: [
                            .init(x: 0, y: 0), .init(x: 50, y: 1 - Double(place) / 20), .init(x: 100, y: 1),
                        ])
                })
        ])

    /// Images that were taken for others.
    private static func mistakes(_ labels: [String]) -> ImageGrid {
        ImageGrid(
            width: 1, height: 1, pixels: Data(count: 14),
            items: (0..<14).map { place in
                ImageGrid.Item(
                    index: place, label: labels[place % labels.count],
                    guesses: [.init(label: labels[(place + 1) % labels.count], probability: 0.75)])
            }, total: 14)
    }

    /// A page with a legend, images and the predictions on some pictures.
    private static func page(_ labels: [String]) throws -> URL {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("plot()")
        var builder = RunBuilder(notebook.notebook)
        let sheet = SamplePredictions.sheet(names: ["a.png", "b.png", "c.png"], labels: labels)
        // The first picture of the sheet, as tall as a strip of text.
        let first = sheet.pictures[0]
        let tall = PredictionSheet.Picture(
            name: "tall.png", width: 10, height: 600, file: first.file, readings: first.readings)
        builder.step(
            "plot", cell: 0, line: 3,
            figures: [
                Figure(chart), Figure(mistakes(labels.filter { $0.count <= 10 })),
                Figure(PredictionSheet(pictures: [tall] + sheet.pictures.dropFirst(), seen: sheet.seen)),
            ])
        return try Page.written(Report(of: builder.run).html, as: "long-names")
    }

    /// The pieces of names, between the places where they may be broken, that are on several lines.
    private static let broken = """
        [...document.querySelectorAll(".guess, .truth, .legend li > span")].flatMap(name =>
          [...name.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).flatMap(text => {
            const range = document.createRange();
            range.selectNodeContents(text);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
            return lines.size > 1 ? [text.textContent] : [];
          }))
        """

    @Test(arguments: [390, 700, 800, 1280])
    func `names are not broken within words`(width: Int) throws {
        let browser = try Browser()
        for labels in [["automobile", "airplane", "frog"], ["aquarium_fish", "sweet_pepper", "wardrobe"]] {
            try browser.show(width: width, theme: "light")
            try browser.open(Self.page(labels))
            let found = try browser.evaluate(
                "document.querySelectorAll('.guess, .legend li > span').length")
            #expect((found as? Int ?? 0) > 30)
            #expect(try browser.texts(Self.broken) == [])
        }
    }

    @Test(arguments: [390, 700, 1280])
    func `the columns of a legend begin on one line`(width: Int) throws {
        let browser = try Browser()
        try browser.show(width: width, theme: "dark")
        try browser.open(Self.page(["automobile"]))
        let count = """
            (() => {
              const boxes = [...document.querySelectorAll(".legend li")].map(item => item.getBoundingClientRect());
              const columns = new Set(boxes.map(box => Math.round(box.left))).size;
              const first = boxes.filter(box => Math.abs(box.top - boxes[0].top) < 0.5).length;
              return [columns, first];
            })()
            """
        let counts = try browser.evaluate(count) as? [Int] ?? []
        #expect(counts == (width < 500 ? [2, 2] : [3, 3]))
    }

    @Test(arguments: [390, 1280])
    func `a tall picture is no taller than an upright photograph`(width: Int) throws {
        let browser = try Browser()
        try browser.show(width: width, theme: "light")
        try browser.open(Self.page(["automobile"]))
        let height = try browser.evaluate(
            "Math.round(document.querySelector('.original').getBoundingClientRect().height)")
        #expect(height as? Int == 160)
    }
}
