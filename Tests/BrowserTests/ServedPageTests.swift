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
            let check = try waited(for: ".pad-check", in: browser) { $0.hasPrefix("This page") }
            // Weights of eight bits may change what is read of an image that is hard to tell.
            #expect(
                check.contains(/^This page reads as the engine does on (19|20) of 20 test images\.$/),
                "\(check)"
            )
            for check in [PageChecks.overflow, PageChecks.clipping, PageChecks.contrast] {
                let faults = try browser.texts(check)
                #expect(faults == [], "\(width) \(theme)")
            }
        }
        #expect(browser.requests == [address.absoluteString])
        #expect(browser.consoleMessages == [])

        try choose(["<b>one.pgm", "none.png"], of: tool, in: browser)
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

    private func waited(
        for selector: String, in browser: Browser, until isDone: (String) -> Bool
    ) throws -> String {
        var text = ""
        for _ in 0..<200 where !isDone(text) {
            text = try browser.evaluate("document.querySelector('\(selector)').textContent") as? String ?? ""
            _ = try browser.evaluate("new Promise(done => setTimeout(done, 25))")
        }
        return text
    }

    private func choose(_ files: [String], of tool: BuiltTool, in browser: Browser) throws {
        let document = try browser.call("DOM.getDocument")
        let root = try #require((document["root"] as? [String: Any])?["nodeId"])
        let input = try browser.call(
            "DOM.querySelector", ["nodeId": root, "selector": "input[type=file]"])
        try browser.call(
            "DOM.setFileInputFiles",
            ["nodeId": try #require(input["nodeId"]), "files": files.map { tool.folder.path + "/" + $0 }])
    }
}
