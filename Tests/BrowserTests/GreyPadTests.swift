import Foundation
import TestSupport
import Testing

/// A pad of a network of grey pictures, in a report in a real browser.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct GreyPadTests {
    /// A grey picture, which is cropped and reduced to half.
    private static let photograph = Data.png(
        36, 24, colourType: 2, bitDepth: 8,
        rows: (0..<24).map { y in (0..<36).flatMap { x in pixel(x, y) } })

    /// The three equal samples of one of its pixels.
    private static func pixel(_ x: Int, _ y: Int) -> [UInt8] {
        let sample: Int = (37 * x * x + 101 * y + 13 * x * y) % 200
        return [UInt8](repeating: UInt8(sample), count: 3)
    }

    /// A picture of one colour, whose luma is 0.299 × 250 + 0.587 × 100 + 0.114 × 50, nearly 139.
    private static let orange = Data.png(
        12, 12, colourType: 2, bitDepth: 8,
        rows: (0..<12).map { _ in (0..<12).flatMap { _ in [250, 100, 50] as [UInt8] } })

    /// The program beside a report with a pad, and with what `predict` reads on the photograph.
    private static func prepared() throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(photograph, to: "photograph.png")
        for number in 0..<16 {
            let light = number.isMultiple(of: 2) ? 140 : 40
            let samples = (0..<144).map { place -> UInt8 in
                let noise: Int = (37 * place * place + 11 * number) % 60
                return UInt8(light + noise)
            }
            try tool.folder.write(
                .graymap(12, 12, samples), to: "set/\(light > 100 ? "day" : "night")/\(number).pgm")
        }
        try tool.folder.write(
            """
            ```swift-step
            let set = normalize(load(from: "set", split: 0.25))
            let model = train(
                set, layers: [conv2d(4, kernel: 3, padding: 1), relu, globalAveragePool2d, dense(2)],
                optimizer: adam(learningRate: 0.02), epochs: 10, batchSize: 4)
            save(model, to: "net.pt")
            predict(model, images: "photograph.png")
            pad(model, on: set)
            ```

            """, to: "n.md")
        let outcome = try tool.run("run", "n.md", "--output-dir", "out", "--quiet")
        #expect(outcome.status == 0, "\(outcome.messages)")
        return tool
    }

    @Test func `a chosen picture is seen and classified as the step does, and one in colour becomes grey`()
        throws
    {
        let tool = try Self.prepared()
        let browser = try Browser()
        try browser.show(width: 390, theme: "dark")
        try browser.open(tool.folder.url.appending(path: "out/n.html"))
        #expect(
            try browser.text(of: ".pad-check") { $0.hasPrefix("This page reads") }
                == "This page reads as the engine does on 4 of 4 test images.")
        #expect(try browser.evaluate("document.querySelectorAll('.pad-board').length") as? Int == 0)
        try browser.choose([tool.folder.path + "/photograph.png"])
        let answer = try browser.text(of: ".pad-answer") { $0.hasSuffix("%") }
        let read = try browser.texts(
            "[...document.querySelectorAll('.predictions li.first')].map(item => item.querySelector('.guess').textContent + ', ' + item.querySelector('.probability').textContent)"
        )
        #expect(read == [answer])
        try browser.expectPadSees(as: "document.querySelector('.predictions')", side: 12)
        try browser.drop(Self.orange, named: "orange.png", on: ".pad-paper")
        // The answer for the first picture may have the same words, so the canvas is waited for.
        var grey: [Int] = []
        for _ in 0..<200 where Set(grey) != [139, 255] {
            _ = try browser.evaluate("new Promise(done => setTimeout(done, 50))")
            grey = try browser.samples(of: "document.querySelector('.pad-seen')", side: 12)
        }
        #expect(Set(grey) == [139, 255])
        try browser.expectNoFaults([
            PageChecks.overflow, PageChecks.clipping, PageChecks.contrast, PageChecks.unnamed,
        ])
        #expect(browser.consoleMessages == [])
    }

    @Test func `nobody is asked to draw a photograph in the page of the saved network`() throws {
        let tool = try Self.prepared()
        let server = try tool.start("serve", "out/n/net.pt", "--port", "0")
        let browser = try Browser()
        try browser.show(width: 390, theme: "light")
        try browser.openPictures(of: server)
        #expect(browser.consoleMessages == [])
        #expect(server.interrupt() == 0)
    }
}
