import Foundation
import TestSupport
import Testing

/// A pad of a network of pictures in colour, in a report in a real browser.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct ColourPadTests {
    /// Photographs by their names: one that is cropped and reduced, and one that is enlarged.
    private static let photographs = [
        "large.png": Data.colourPicture(50, 31, ofAirplane: true),
        "small.png": Data.colourPicture(7, 9, ofAirplane: false),
    ]

    /// The program beside a report with a pad, and with what `predict` reads on each photograph; made once.
    private static let prepared = Result {
        try BuiltTool.besideColourNetwork(
            files: photographs,
            """
            predict(model, images: "large.png")
            predict(model, images: "small.png")
            pad(model, on: set, checks: 400)
            """)
    }

    /// A browser that shows the report, once the pad has compared itself with the engine.
    private func opened(width: Int = 1280, theme: String = "light") throws -> Browser {
        let page = try Self.prepared.get().folder.url.appending(path: "out/n.html")
        let browser = try Browser()
        try browser.show(width: width, theme: theme)
        try browser.open(page)
        let words = try browser.text(of: ".pad-check") { $0.hasPrefix("This page reads") }
        #expect(words == "This page reads as the engine does on 10 of 10 test images.")
        #expect(browser.requests == [page.absoluteString])
        return browser
    }

    /// The answer, once there is one.
    private func answer(in browser: Browser) throws -> String {
        try browser.text(of: ".pad-answer") { $0.hasSuffix("%") }
    }

    @Test(arguments: [(1280, "light"), (390, "dark")])
    func `the page predicts as the engine does, and is laid out well`(width: Int, theme: String) throws {
        let browser = try opened(width: width, theme: theme)
        try browser.expectNoFaults([
            PageChecks.overflow, PageChecks.clipping, PageChecks.contrast, PageChecks.unnamed,
        ])
        #expect(browser.consoleMessages == [])
    }

    @Test(arguments: [("large.png", 0, "airplane"), ("small.png", 1, "frog")])
    func `a chosen picture is seen and classified as the step does`(
        name: String, place: Int, label: String
    ) throws {
        let browser = try opened()
        try browser.choose([Self.prepared.get().folder.path + "/" + name])
        #expect(try answer(in: browser).hasPrefix(label + ", "))
        let sheet = "document.querySelectorAll('.predictions')[\(place)]"
        // Both lists have the classes' confidences.
        func confidence(_ list: String) throws -> [String] {
            try browser.texts(
                "[...\(list).querySelectorAll('li.first')].map(item => item.querySelector('.guess').textContent + ' ' + item.querySelector('.probability').textContent)"
            )
        }
        #expect(try confidence("document.querySelector('.pad')") == confidence(sheet))
        try browser.expectPadSees(as: sheet, side: 12)
        #expect(browser.consoleMessages == [])
    }

    @Test func `a picture may be dropped or pasted, one that is none is refused, and all are cleared`() throws
    {
        let browser = try opened()
        let large = try #require(Self.photographs["large.png"])
        try browser.drop(
            Data.colourPicture(30, 30, ofAirplane: false), named: "a.png", on: ".pad-paper")
        #expect(try browser.text(of: ".pad-answer") { $0.hasPrefix("frog, ") }.hasPrefix("frog, "))
        try browser.paste(large, named: "b.png")
        #expect(try browser.text(of: ".pad-answer") { $0.hasPrefix("airplane, ") }.hasPrefix("airplane, "))
        try browser.paste(Data("hello".utf8), named: "c.png")
        let refusal = "This browser cannot read that file; PNG and JPEG pictures are read."
        #expect(try browser.text(of: ".pad-answer") { $0 == refusal } == refusal)
        try browser.drop(large, named: "d.png", on: ".pad-paper")
        _ = try answer(in: browser)
        _ = try browser.evaluate("document.querySelector('.pad-clear').click()")
        #expect(try browser.text(of: ".pad-answer") { _ in true } == "Choose a picture.")
        #expect(browser.consoleMessages == [])
    }

    @Test func `without a script it explains itself`() throws {
        let page = try Self.prepared.get().folder.url.appending(path: "out/n.html")
        let browser = try Browser()
        try browser.show(width: 768, theme: "light")
        try browser.call("Emulation.setScriptExecutionDisabled", ["value": true])
        try browser.open(page, isScripted: false)
        // 8 filters of 27 weights, 8 of 72, and 2 × 8, without the batch normalizations.
        #expect(
            try browser.text(of: ".pad-check") { _ in true }
                == "With JavaScript one can choose a picture here, and the network reads it in the page itself: 808 weights of 16 bits, and no request to anywhere."
        )
        #expect(
            try browser.evaluate("document.querySelector('.pad-choice').hidden") as? Bool == true)
    }
}
