import Foundation
import TestSupport
import Testing

/// The report of the main shipped notebook, from its file, with all its activity watched.
@Suite(.serialized, .tags(.slow), .enabled(if: Browser.isThere))
struct DigitRecognitionPageTests {
    private static let checks = [PageChecks.overflow, PageChecks.charts, PageChecks.clipping]

    /// The notebook's report after one epoch, which looks like that of three.
    ///
    /// - Returns: `nil` without MNIST.
    private func report(in tool: BuiltTool) throws -> URL? {
        let data = ProcessInfo.processInfo.environment["STEPBOOK_DATA_DIR"] ?? ""
        guard SkipLog.allows("mnist/digit_recognition page", !data.isEmpty, "STEPBOOK_DATA_DIR is not set")
        else { return nil }
        let notebook = BuiltTool.packageFolder.appending(path: "Notebooks/digit_recognition.md")
        let outcome = try tool.run(
            "run", notebook.path, "--data-dir", data, "--output-dir", tool.folder.path, "-P", "epochs=1")
        try #require(outcome.status == 0, "\(outcome.messages)")
        return tool.folder.url.appending(path: "digit_recognition.html")
    }

    @Test func `it is small, makes no requests, logs nothing, and needs no script`() throws {
        let tool = try BuiltTool()
        guard let page = try report(in: tool) else { return }
        let html = try String(contentsOf: page, encoding: .utf8)
        // The pad's network and the test images that it is checked with in the page.
        let model = html.matches(of: /\sdata-(?:weights|scales|biases|checks)="[^"]*"/)
        #expect(model.count >= 4)
        let size = html.utf8.count - model.reduce(0) { $0 + $1.output.utf8.count }
        print("digit_recognition.html: \(size) bytes without the model")
        #expect(size <= 150_000)
        let policy = try #require(
            Markup(html).elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" })
        #expect(
            policy.attributes["content"]?.hasPrefix("default-src 'none'; img-src data:; style-src 'sha256-")
                == true)

        let browser = try Browser()
        for isScripted in [true, false] {
            for theme in ["light", "dark"] {
                for width in [320, 390, 768, 1280, 1920] {
                    try browser.show(width: width, theme: theme)
                    try browser.call("Emulation.setScriptExecutionDisabled", ["value": !isScripted])
                    try browser.open(page, isScripted: isScripted)
                    #expect(browser.consoleMessages == [])
                    #expect(browser.requests == [page.absoluteString])
                    try browser.expectNoFaults(
                        Self.checks + (width == 1280 ? [PageChecks.contrast, PageChecks.unnamed] : []),
                        "\(width) \(theme) \(isScripted)")
                    let figures = "document.querySelectorAll('figure').length"
                    #expect(try (browser.evaluate(figures) as? Int ?? 0) >= 6)
                }
            }
        }
        try browser.call("Emulation.setScriptExecutionDisabled", ["value": false])
        try browser.show(width: 658, theme: "light", isPrinted: true)
        try browser.open(page)
        _ = try browser.evaluate("dispatchEvent(new Event('beforeprint'))")
        try browser.expectNoFaults(Self.checks + [PageChecks.folded, PageChecks.scrolled], "on paper")
    }
}
