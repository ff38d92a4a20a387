import Foundation
import TestSupport
import Testing

/// The drawing pad in a real browser, in a report that the executable wrote, with a network trained on MNIST.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct DrawingPadTests {
    private static let notebook = """
        ```swift-step
        let digits = normalize(load("mnist"))
        let model = train(
            digits,
            layers: [
                conv2d(32, kernel: 3, padding: 1), relu, maxPool2d(2),
                conv2d(64, kernel: 3, padding: 1), relu, maxPool2d(2),
                flatten, dense(128), relu, dropout(0.25), dense(10),
            ], optimizer: adamW(learningRate: 0.003), schedule: oneCycle(warmup: 0.25), epochs: 2,
            precision: .bfloat16)
        pad(model, on: digits.test, checks: 1000)
        ```

        """

    /// The report's address; `nil` without MNIST. Made once.
    private static let report = Result { () throws -> (tool: BuiltTool, page: URL)? in
        let data = ProcessInfo.processInfo.environment["STEPBOOK_DATA_DIR"] ?? ""
        guard SkipLog.allows("mnist/pad", !data.isEmpty, "STEPBOOK_DATA_DIR is not set") else { return nil }
        let tool = try BuiltTool()
        try tool.folder.write(notebook, to: "n.md")
        let outcome = try tool.run("run", "n.md", "--output-dir", "out", "--data-dir", data, "--quiet")
        #expect(outcome.status == 0, "\(outcome.messages)")
        return (tool, tool.folder.url.appending(path: "out/n.html"))
    }

    /// A browser that shows the report, once the pad has compared itself with the engine.
    private func opened(width: Int = 1280, theme: String = "light") throws -> Browser? {
        guard let page = try Self.report.get()?.page else { return nil }
        let browser = try Browser()
        try browser.show(width: width, theme: theme)
        try browser.open(page)
        for _ in 0..<200 {
            if try text(".pad-check", in: browser).hasPrefix("This page reads") { break }
            _ = try browser.evaluate("new Promise(done => setTimeout(done, 100))")
        }
        #expect(browser.consoleMessages == [])
        #expect(browser.requests == [page.absoluteString])
        return browser
    }

    private func text(_ selector: String, in browser: Browser) throws -> String {
        try browser.evaluate("document.querySelector('\(selector)').textContent") as? String ?? ""
    }

    @Test func `the page predicts the same as the engine`() throws {
        guard let browser = try opened() else { return }
        let words = try text(".pad-check", in: browser)
        let match = try #require(
            words.wholeMatch(of: /This page reads as the engine does on (\d+) of 1000 test images\./))
        print(words)
        #expect(try #require(Int(match.output.1)) >= 995)
        // The network itself, without the images that it is tested by.
        let size = try browser.evaluate(
            "['network', 'weights', 'scales', 'biases'].reduce((sum, name) => sum + document.querySelector('.pad').dataset[name].length, 0)"
        )
        #expect(try #require(size as? Int) <= 600_000)
    }

    private static let ring: [(Double, Double)] = (0...24).map { (step: Int) -> (Double, Double) in
        let angle = Double(step) * Double.pi / 12
        return (0.5 + 0.2 * sin(angle), 0.5 - 0.32 * cos(angle))
    }

    /// Ten digits as people write them: strokes of points in the unit square.
    private static let strokes: [(digit: String, lines: [[(Double, Double)]])] = [
        ("0", [ring]),
        ("1", [[(0.5, 0.18), (0.5, 0.82)]]),
        (
            "2",
            [
                [
                    (0.3, 0.32), (0.36, 0.22), (0.5, 0.17), (0.64, 0.22), (0.68, 0.34), (0.6, 0.5),
                    (0.3, 0.8), (0.72, 0.8),
                ]
            ]
        ),
        (
            "3",
            [
                [
                    (0.32, 0.22), (0.5, 0.16), (0.66, 0.25), (0.64, 0.4), (0.48, 0.48), (0.66, 0.56),
                    (0.69, 0.7), (0.52, 0.83), (0.3, 0.77),
                ]
            ]
        ),
        ("4", [[(0.36, 0.18), (0.3, 0.54), (0.7, 0.54)], [(0.62, 0.3), (0.6, 0.85)]]),
        (
            "5",
            [
                [
                    (0.68, 0.18), (0.36, 0.18), (0.34, 0.45), (0.52, 0.42), (0.67, 0.53), (0.66, 0.72),
                    (0.5, 0.83), (0.31, 0.77),
                ]
            ]
        ),
        (
            "6",
            [
                [
                    (0.6, 0.17), (0.42, 0.34), (0.33, 0.6), (0.4, 0.8), (0.56, 0.83), (0.67, 0.7),
                    (0.6, 0.55), (0.44, 0.56), (0.35, 0.66),
                ]
            ]
        ),
        ("7", [[(0.3, 0.2), (0.7, 0.2), (0.56, 0.5), (0.46, 0.84)]]),
        (
            "8",
            [
                [
                    (0.62, 0.27), (0.5, 0.17), (0.37, 0.26), (0.42, 0.42), (0.6, 0.56), (0.66, 0.72),
                    (0.5, 0.84),
                    (0.34, 0.72), (0.42, 0.55), (0.6, 0.42), (0.63, 0.28),
                ]
            ]
        ),
        (
            "9",
            [
                [
                    (0.64, 0.3), (0.52, 0.18), (0.36, 0.26), (0.35, 0.42), (0.5, 0.5), (0.63, 0.4),
                    (0.65, 0.26),
                    (0.62, 0.55), (0.55, 0.84),
                ]
            ]
        ),
    ]

    @Test(arguments: [(1280, "light"), (390, "dark")])
    func `drawn digits are recognized`(width: Int, theme: String) throws {
        guard let browser = try opened(width: width, theme: theme) else { return }
        _ = try browser.evaluate(
            "document.documentElement.style.scrollBehavior = 'auto', document.querySelector('.pad-board').scrollIntoView({ block: 'center' })"
        )
        #expect(try text(".pad-answer", in: browser) == "Draw a digit.")
        var times: [Double] = []
        for (digit, lines) in Self.strokes {
            try draw(lines, in: browser)
            let answer = try text(".pad-answer", in: browser)
            #expect(answer.hasPrefix(digit + ", "), "\(digit) read as \(answer)")
            #expect(try text(".pad-bars .first .guess", in: browser) == digit)
            times.append(
                Double(try browser.evaluate("document.querySelector('.pad').dataset.took") as? String ?? "")
                    ?? .nan)
            _ = try browser.evaluate("document.querySelector('.pad-clear').click()")
            #expect(try text(".pad-answer", in: browser) == "Draw a digit.")
        }
        print("read in \(times) ms")
        #expect(try browser.texts(PageChecks.overflow) == [])
    }

    /// Draws with the mouse.
    private func draw(_ lines: [[(Double, Double)]], in browser: Browser) throws {
        let box = try #require(
            try browser.evaluate(
                "(() => { const box = document.querySelector('.pad-board').getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; })()"
            ) as? [Double])
        func move(_ kind: String, _ point: (Double, Double)) throws {
            try browser.call(
                "Input.dispatchMouseEvent",
                [
                    "type": kind, "x": box[0] + point.0 * box[2], "y": box[1] + point.1 * box[3],
                    "button": "left",
                    "buttons": 1, "clickCount": 1,
                ])
        }
        for line in lines {
            try move("mousePressed", line[0])
            for (from, to) in zip(line, line.dropFirst()) {
                for step in 1...4 {
                    let share = Double(step) / 4
                    try move(
                        "mouseMoved", (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1)))
                }
            }
            try move("mouseReleased", line[line.count - 1])
        }
        _ = try browser.evaluate(
            "new Promise(done => setTimeout(() => requestAnimationFrame(() => done(1)), 60))")
    }

    @Test func `the keyboard alone is enough to draw`() throws {
        guard let browser = try opened() else { return }
        _ = try browser.evaluate("document.querySelector('.pad-board').focus()")
        func press(_ key: String, _ times: Int = 1) throws {
            for _ in 0..<times {
                try browser.call("Input.dispatchKeyEvent", ["type": "keyDown", "key": key])
                try browser.call("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
            }
        }
        try press(" ")
        try press("ArrowDown", 16)
        try press(" ")
        _ = try browser.evaluate(
            "new Promise(done => setTimeout(() => requestAnimationFrame(() => done(1)), 60))")
        #expect(try text(".pad-answer", in: browser).hasPrefix("1, "))
        // Lifted, the pen leaves no trace.
        try press("ArrowRight", 9)
        _ = try browser.evaluate(
            "new Promise(done => setTimeout(() => requestAnimationFrame(() => done(1)), 60))")
        #expect(try text(".pad-answer", in: browser).hasPrefix("1, "))
        try press("Delete")
        #expect(try text(".pad-answer", in: browser) == "Draw a digit.")
    }

    @Test func `without a script it explains itself`() throws {
        guard let page = try Self.report.get()?.page else { return }
        let browser = try Browser()
        try browser.show(width: 768, theme: "light")
        try browser.call("Emulation.setScriptExecutionDisabled", ["value": true])
        try browser.open(page, isScripted: false)
        #expect(
            try text(".pad-check", in: browser)
                == "With JavaScript one can draw here, and the network reads it in the page itself: 421\u{202F}408 weights of 8 bits, and no request to anywhere."
        )
        #expect(try browser.evaluate("document.querySelector('.pad-clear').hidden") as? Bool == true)
    }
}
