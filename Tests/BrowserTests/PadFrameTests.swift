import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The size of a drawing in the network's input.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct PadFrameTests {
    /// A pad whose network says whether there is ink in the upper three of 28 rows.
    private func page(digitSize: Int?) throws -> URL {
        let isUpper = (0..<28 * 28).map { UInt8($0 < 3 * 28 ? 100 : 0) }
        var builder = NotebookBuilder(name: "frame.md")
        let line = builder.cell("pad(model)")
        var run = RunBuilder(builder.notebook)
        run.step(
            "pad", cell: 0, line: line,
            figures: [
                Figure(
                    DrawingPad(
                        width: 28, height: 28, digitSize: digitSize, classes: ["filled", "framed"],
                        means: [0],
                        standardDeviations: [1], layers: [.init(name: "dense", numbers: [2])],
                        weights: Data(isUpper + isUpper.map { _ in 0 }), scales: [1, 1], biases: [0, 1],
                        checks: [.init(pixels: Data(count: 28 * 28), prediction: 1)]))
            ])
        return try Page.written(Report(of: run.run).html, as: "frame")
    }

    @Test(
        arguments: [(nil, "framed"), (20, "framed"), (28, "filled")] as [(digitSize: Int?, answer: String)])
    func `a drawing has the size of the network's training images`(
        digitSize: Int?, answer: String
    ) throws {
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.open(page(digitSize: digitSize))
        _ = try browser.evaluate("document.querySelector('.pad-board').focus()")
        for key in [" "] + [String](repeating: "ArrowDown", count: 16) {
            for kind in ["keyDown", "keyUp"] {
                try browser.call("Input.dispatchKeyEvent", ["type": kind, "key": key])
            }
        }
        _ = try browser.evaluate(
            "new Promise(done => setTimeout(() => requestAnimationFrame(() => done(1)), 60))")
        let words = try browser.evaluate("document.querySelector('.pad-answer').textContent") as? String
        #expect(words?.hasPrefix(answer + ", ") == true, "\(words ?? "")")
        #expect(browser.consoleMessages == [])
    }
}
