import Foundation
import TestSupport
import Testing

/// `stepbook preview` in a real browser, while the notebook is edited.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct PreviewTests {
    private let tool: BuiltTool
    private let server: RunningTool
    private let browser: Browser
    private let address: URL

    private static let filler = (0..<40).map { "Paragraph \($0) of a long notebook.\n\n" }.joined()

    private static func notebook(_ words: String, cells: String = "show(a: 1)") -> String {
        "# Live\n\n\(filler)Here are \(words).\n\n```swift-step\n\(cells)\n```\n\n\(filler)"
    }

    init() throws {
        tool = try BuiltTool()
        try tool.folder.write(Self.notebook("first words"), to: "n.md")
        server = try tool.start("preview", "n.md", "--port", "0")
        address = try #require(URL(string: server.firstLine), "\(server.messages)")
        Self.awaitReport(of: server)
        browser = try Browser()
        try browser.show(width: 1000, theme: "light")
        try browser.open(address)
        try waitUntil("document.body.textContent.includes('first words')")
    }

    /// Waits for the first report, at which the waiting page reloads, even during an evaluation.
    private static func awaitReport(of server: RunningTool) {
        for _ in 0..<6000 where !server.messages.contains("n.html, ") { usleep(10_000) }
    }

    /// Waits until a condition holds in the page.
    ///
    /// - Returns: the milliseconds that it took, measured in the page.
    @discardableResult
    private func waitUntil(_ condition: String) throws -> Double {
        let script = """
            new Promise(done => { const begin = performance.now(), look = () =>
              (\(condition)) ? done(performance.now() - begin)
                : performance.now() - begin > 20000 ? done(-1) : setTimeout(look, 2); look(); })
            """
        // The first report of a page that waited for one is loaded anew, and takes the question with it.
        var value: Any?
        for attempt in 1...3 {
            do {
                value = try browser.evaluate(script)
                break
            } catch  where attempt < 3 {
                continue
            }
        }
        let time = value as? Double ?? (value as? Int).map(Double.init) ?? -1
        #expect(time >= 0, "waited in vain for \(condition)")
        return time
    }

    private func value(_ expression: String) throws -> String {
        try browser.evaluate("String(\(expression))") as? String ?? ""
    }

    @Test func `an edit of the prose is shown at once, at the same scroll position`() throws {
        _ = try browser.evaluate(
            "document.documentElement.style.scrollBehavior = 'auto', scrollTo(0, 700), window.sameDocument = true"
        )
        var times: [Double] = []
        for number in 0..<9 {
            try tool.folder.write(Self.notebook("words \(number)"), to: "n.md")
            times.append(try waitUntil("document.body.textContent.includes('words \(number).')"))
            #expect(try value("scrollY") == "700")
        }
        print("shown after \(times.map { Int($0) }) ms")
        // How fast it is depends on what else the machine does; the figure is in the measurements.
        #expect(times.sorted()[4] < 2000)
        #expect(try value("window.sameDocument") == "true")
        #expect(try value("document.querySelectorAll('.live-problem:not([hidden])').length") == "0")
        #expect(browser.consoleMessages == [])
        let elsewhere = browser.requests.filter { !$0.hasPrefix(address.absoluteString) }
        #expect(elsewhere == [])
        #expect(server.interrupt() == 0)
    }

    @Test func `a mistake is shown above the last good report until it is fixed`() throws {
        try tool.folder.write(Self.notebook("other words", cells: "plto(\"<b>\")"), to: "n.md")
        try waitUntil("document.querySelector('.live-problem')?.textContent.includes('unknown step')")
        #expect(
            try value("document.querySelector('.live-problem').textContent").contains(
                "^^^^ did you mean 'plot'?"))
        #expect(try value("document.querySelector('.live-problem b')") == "null")
        #expect(try value("document.body.textContent.includes('first words')") == "true")
        #expect(try browser.texts(PageChecks.overflow) == [])
        #expect(try browser.texts(PageChecks.contrast) == [])
        // A page that is opened now has both too.
        try browser.open(address)
        try waitUntil("document.querySelector('.live-problem')?.textContent.includes('unknown step')")
        #expect(try value("document.body.textContent.includes('first words')") == "true")

        try tool.folder.write(Self.notebook("good words"), to: "n.md")
        try waitUntil(
            "document.body.textContent.includes('good words') && document.querySelector('.live-problem').hidden"
        )
        #expect(try tool.folder.data("Output/n.html").count > 1000)
        #expect(server.interrupt() == 0)
    }

    @Test func `new data, images and files are noticed`() throws {
        try tool.folder.write(Self.notebook("a picture ![x](x.svg)"), to: "n.md")
        try waitUntil("document.querySelector('.live-problem')?.textContent.includes('x.svg')")
        try tool.folder.write("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", to: "x.svg")
        try waitUntil("document.querySelectorAll('main img').length === 1")
        let first = try value("document.querySelector('main img').src")
        try tool.folder.write("<svg xmlns=\"http://www.w3.org/2000/svg\"><path/></svg>", to: "x.svg")
        try waitUntil("document.querySelector('main img').src !== '\(first)'")

        for label in ["a", "b"] {
            for number in 0..<4 {
                try tool.folder.write(
                    .graymap(2, 2, [UInt8(number), 2, 3, 4]), to: "set/\(label)/\(number).pgm")
            }
        }
        let cells = "let d = load(from: \"set\", split: 0.5)\nshow(images: d.count)"
        try tool.folder.write(Self.notebook("data", cells: cells), to: "n.md")
        try waitUntil("document.querySelector('main table')?.textContent.includes('8')")
        try tool.folder.write(.graymap(2, 2, [9, 2, 3, 4]), to: "set/b/9.pgm")
        try waitUntil("document.querySelector('main table')?.textContent.includes('9')")
        #expect(server.interrupt() == 0)
    }

    @Test func `a long run is cancelled by an edit, and shows its progress`() throws {
        let cells = """
            let d = normalize(load("builtin", train: 6000, test: 10))
            let m = train(d, layers: [conv2d(16, kernel: 3), relu, maxPool2d(2), flatten, dense(10)], epochs: 400)
            """
        try tool.folder.write(Self.notebook("a long run", cells: cells), to: "n.md")
        try waitUntil("document.querySelector('.live-progress')?.textContent.startsWith('train: ')")
        #expect(try value("document.body.textContent.includes('first words')") == "true")
        try tool.folder.write(Self.notebook("short words"), to: "n.md")
        try waitUntil("document.body.textContent.includes('short words')")
        #expect(try value("document.querySelector('.live-progress').hidden") == "true")
        #expect(server.interrupt() == 0)
    }

    @Test func `a run's own files do not restart it`() throws {
        // After a mistake the whole folder is watched, and the cache and the output of these tests lie in it.
        try tool.folder.write(Self.notebook("a mistake", cells: "plto(1)"), to: "n.md")
        try waitUntil("document.querySelector('.live-problem')?.textContent.includes('unknown step')")
        let cells = """
            let d = normalize(load("builtin", train: 3000, test: 10))
            let m = train(d, layers: [conv2d(16, kernel: 3), relu, maxPool2d(2), flatten, dense(10)], epochs: 3)
            save(m, to: "m.safetensors")
            let n = train(d, layers: [conv2d(16, kernel: 3), relu, maxPool2d(2), flatten, dense(10)], epochs: 4)
            """
        try tool.folder.write(Self.notebook("no mistake", cells: cells), to: "n.md")
        try waitUntil("document.body.textContent.includes('no mistake')")
        #expect(
            try value("document.querySelector('.timing > p').textContent").contains(
                "No step came from the cache."))
        #expect(server.interrupt() == 0)
    }

    @Test func `a notebook that an editor has truncated to rewrite it is waited for`() throws {
        let number = "document.querySelector('[data-report]').dataset.report"
        let first = try #require(Int(try value(number)))
        try tool.folder.write("", to: "n.md")
        Thread.sleep(forTimeInterval: 0.25)
        try tool.folder.write(Self.notebook("whole words"), to: "n.md")
        try waitUntil("document.body.textContent.includes('whole words')")
        #expect(try value(number) == String(first + 1))
        // One that stays empty is shown as such.
        try tool.folder.write("", to: "n.md")
        try waitUntil("\(number) === '\(first + 2)' && !document.body.textContent.includes('words')")
        #expect(server.interrupt() == 0)
    }

    @Test func `an edit of the template is shown too, and a mistake in it`() throws {
        let parts = "{{title-block}}{{content}}{{provenance}}{{timing}}"
        let head = "<!DOCTYPE html>{{head}}<style>{{style}}</style><script>{{script}}</script>"
        try tool.folder.write("\(head)<p>The first page</p>\(parts)", to: "page.html")
        let server = try tool.start("preview", "n.md", "--port", "0", "--template", "page.html")
        Self.awaitReport(of: server)
        try browser.open(try #require(URL(string: server.firstLine), "\(server.messages)"))
        try waitUntil("document.body.textContent.includes('The first page')")
        try tool.folder.write("\(head)<p>The other page</p>\(parts)", to: "page.html")
        try waitUntil("document.body.textContent.includes('The other page')")
        try tool.folder.write("\(head)<p>{{contnet}}</p>\(parts)", to: "page.html")
        try waitUntil("document.querySelector('.live-problem')?.textContent.includes('{{content}}')")
        #expect(try value("document.body.textContent.includes('The other page')") == "true")
        #expect(browser.consoleMessages == [])
        #expect(server.interrupt() == 0)
    }

    @Test func `a report between the page and its first poll is not missed`() throws {
        // The page is loaded, and asks for news only once a newer report is there.
        let page = try browser.evaluate("fetch('./').then(answer => answer.text())") as? String ?? ""
        #expect(page.contains("first words"))
        try tool.folder.write(Self.notebook("later words"), to: "n.md")
        try waitUntil("document.body.textContent.includes('later words')")
        let old = page.replacing("<head>", with: "<head><base href=\"\(address)\">")
        _ = try browser.evaluate(
            "document.open(), document.write(\(Self.quoted(old))), document.close(), window.stepbookFollows = false, 0"
        )
        try waitUntil("document.body.textContent.includes('later words')")
        #expect(server.interrupt() == 0)
    }

    private static func quoted(_ text: String) -> String {
        let data = try? JSONEncoder().encode(text)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
