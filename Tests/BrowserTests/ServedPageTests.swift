import Foundation
import TestSupport
import Testing

/// The page of `stepbook serve` in a real browser.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct ServedPageTests {
    @Test func `drawings and chosen pictures are recognized`() throws {
        let tool = try BuiltTool.besideDigitNetwork()
        try tool.folder.write(
            .inked(200, 200) { abs($0 - 100) < 8 && abs($1 - 100) < 70 }, to: "<b>one.pgm")
        try tool.folder.write("hello", to: "none.png")
        let server = try tool.start("serve", "out/n/net.pt", "--port", "0")
        let address = try #require(URL(string: server.firstLine))

        let browser = try Browser()
        for (width, theme) in [(1280, "light"), (320, "dark")] {
            try browser.show(width: width, theme: theme)
            try browser.open(address)
            let check = try browser.text(of: ".pad-check") { $0.hasPrefix("This page") }
            // Weights of eight bits may change what is read of an image that is hard to tell.
            #expect(
                check.contains(/^This page reads as the engine does on (19|20) of 20 test images\.$/),
                "\(check)"
            )
            try browser.expectNoFaults(
                [PageChecks.overflow, PageChecks.clipping, PageChecks.contrast], "\(width) \(theme)")
        }
        #expect(browser.requests == [address.absoluteString])
        #expect(browser.consoleMessages == [])

        try browser.choose(["<b>one.pgm", "none.png"].map { tool.folder.path + "/" + $0 })
        let answers = "[...document.querySelectorAll('.pictures-read li')].map(item => item.textContent)"
        var read: [String] = []
        for _ in 0..<200 where read.count < 2 || read.contains(where: { $0.hasSuffix("…") }) {
            _ = try browser.evaluate("new Promise(done => setTimeout(done, 50))")
            read = try browser.texts(answers)
        }
        // The last one stands first.
        #expect(read.first == "none.pngthe picture is neither PNG, JPEG nor PGM")
        #expect(read.last?.hasPrefix("<b>one.pgm1, ") == true, "\(read)")
        let faults = try browser.texts(PageChecks.overflow)
        #expect(faults == [])
        #expect(try browser.evaluate("document.querySelectorAll('.pictures-read b').length") as? Int == 0)
        let asked = Set(browser.requests).filter { !$0.hasPrefix("blob:") }
        #expect(asked == [address.absoluteString, address.absoluteString + "predict"])
        #expect(server.interrupt() == 0)
    }

    @Test func `pictures in colour are chosen, dropped and pasted, and nobody is asked to draw them`() throws
    {
        let tool = try BuiltTool.besideColourNetwork()
        try tool.folder.write(Data.colourPicture(40, 30, ofAirplane: true), to: "one.png")
        let server = try tool.start("serve", "out/n/net.pt", "--port", "0")
        let browser = try Browser()
        try browser.show(width: 390, theme: "light")
        try browser.openPictures(of: server)
        #expect(try browser.evaluate("document.querySelectorAll('.pad, .notice').length") as? Int == 0)
        func first(_ isWanted: String) throws -> String {
            try browser.text(of: ".pictures-read li") { $0.hasPrefix(isWanted) }
        }
        try browser.choose([tool.folder.path + "/one.png"])
        #expect(try first("one.pngairplane, ").hasPrefix("one.pngairplane, "))
        try browser.drop(Data.colourPicture(12, 12, ofAirplane: false), named: "two.png", on: "h1")
        #expect(try first("two.pngfrog, ").hasPrefix("two.pngfrog, "))
        try browser.paste(Data.colourPicture(20, 90, ofAirplane: true), named: "three.png")
        #expect(try first("three.pngairplane, ").hasPrefix("three.pngairplane, "))
        try browser.expectNoFaults([PageChecks.overflow, PageChecks.clipping, PageChecks.contrast])
        #expect(browser.consoleMessages == [])
        #expect(server.interrupt() == 0)
    }
}
