import Foundation
import TestSupport
import Testing

/// `stepbook extract`: the notebook that is inside a report.
struct ExtractCommandTests {
    @Test(arguments: [
        "A [link](#x) & \"quotes\" ]]> <b>\n\n```swift-step\nshow(a: 1)\n```\n",
        "\u{FEFF}---\r\ntitle: \"😀 ü\"\r\n---\r\n\r\n```swift-step\r\nshow(a: 1)\r\n```", "",
    ])
    func `the notebook comes out of the report as it went in`(text: String) throws {
        let tool = try BuiltTool()
        try tool.folder.write(text, to: "n <b>\"'.md")
        let outcome = try tool.run("run", "n <b>\"'.md", "--quiet")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let report = "Output/n <b>\"'.html"
        let extracted = try tool.run("extract", report)
        #expect(extracted.status == 0)
        #expect(extracted.messages == "")
        #expect(Array(extracted.output.utf8) == Array(text.utf8))
        #expect(try tool.run("extract", report, "-o", "back.md").status == 0)
        #expect(try tool.folder.data("back.md") == Data(text.utf8))
        let again = try tool.run("extract", report, "-o", "back.md")
        #expect(again.status == 1)
        #expect(again.messages == "error: 'back.md' cannot be written: it already exists\n")
    }

    @Test func `a file that is not a report, and a report whose notebook was changed, give no notebook`()
        throws
    {
        let tool = try BuiltTool()
        try tool.folder.write("```swift-step\nshow(a: 1)\n```\n", to: "n.md")
        try tool.run("run", "n.md", "--quiet")
        let html = String(decoding: try tool.folder.data("Output/n.html"), as: UTF8.self)
        let start = "data:text/markdown;base64,"
        let changed = html.replacing(
            start, with: start + Data("x".utf8).base64EncodedString().dropLast(2) + "AA")
        try tool.folder.write(changed, to: "changed.html")
        try tool.folder.write(html.replacing(start, with: start + "*"), to: "damaged.html")
        for (file, words) in [
            ("n.md", "it is not a report with a notebook inside"),
            ("changed.html", "the notebook in it does not match its hash"),
            ("damaged.html", "the notebook in it is damaged"),
        ] {
            let outcome = try tool.run("extract", file)
            #expect(outcome.status == 1)
            #expect(outcome.output == "")
            #expect(outcome.messages == "error: '\(file)' gives no notebook: \(words)\n")
        }
        let absent = try tool.run("extract", "absent.html")
        #expect(absent.status == 64)
        #expect(absent.messages == "error: 'absent.html' cannot be read: there is no such file or folder\n")
    }
}
