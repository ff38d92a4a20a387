import Foundation
import TestSupport
import Testing

/// A report and its record name no folders above their notebook's.
struct PrivatePathTests {
    private func page(_ tool: BuiltTool, _ name: String) throws -> String {
        try ["html", "json"].map {
            String(decoding: try tool.folder.data("out/\(name).\($0)"), as: UTF8.self)
        }.joined()
    }

    @Test func `options, notices and failures name none`() throws {
        let tool = try BuiltTool()
        let root = tool.folder.path
        try tool.folder.write(
            "```swift-step\nlet d = load(\"mnist\", fallback: \"builtin\", train: 20, test: 10)\n```\n",
            to: "books/a.md")
        try tool.folder.write("```swift-step\nlet d = load(\"mnist\")\n```\n", to: "books/failing.md")
        try tool.folder.write("", to: "private data/nothing")
        try tool.folder.write("", to: "books/own/nothing")
        try tool.folder.write("", to: "out/failing/net.pt/nothing")
        let template = try String(
            contentsOf: BuiltTool.packageFolder.appending(path: "Docs/template.html"), encoding: .utf8)
        try tool.folder.write(template, to: "pages/page.html")
        for name in ["a", "failing"] {
            let outcome = try tool.run(
                list: [
                    "run", "\(root)/books/\(name).md", "--data-dir", "\(root)/private data", "--output-dir",
                    "\(root)/out",
                    "--allow-read", "\(root)/pages", "--allow-read", "\(root)/books/own", "--template",
                    "\(root)/pages/page.html",
                    "--threads", "1",
                ])
            #expect(outcome.status == (name == "a" ? 0 : 1), "\(outcome.messages)")
            let text = try page(tool, name)
            let temporary = FileManager.default.temporaryDirectory.path()
            for path in [root, "private data", "pages/page", "/home", temporary] where path.count > 1 {
                #expect(
                    !text.contains(path),
                    "\(name) \(path): \(text.components(separatedBy: path).first?.suffix(80) ?? "")")
            }
            #expect(text.contains("--data-dir DATA --allow-read FOLDER --allow-read own --template PAGE"))
            #expect(text.contains("<code>DATA</code>: a folder of data"))
        }
    }

    @Test(arguments: ["-x.md", "a b.md", "it's.md", "sub folder/c.md"])
    func `the command to run it again does`(path: String) throws {
        let tool = try BuiltTool()
        try tool.folder.write("# a\n\n```swift-step\nexpect(1 < 2, \"so\")\n```\n", to: path)
        #expect(try tool.run("run", "./" + path, "--threads", "1").status == 0)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let page = String(decoding: try tool.folder.data("Output/\(name.dropLast(3)).html"), as: UTF8.self)
        let command = try #require(page.firstMatch(of: /<pre class="command"><code>(.*?)<\/code>/)).output.1
            .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let script = "cd './\(folder)' && stepbook() { \"$TOOL\" \"$@\"; } && " + command
        let outcome = try ChildProcess.run(
            ["bash", "-c", script],
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "TOOL": BuiltTool.executable.path,
                "HOME": tool.folder.path,
                "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
            ], in: tool.folder.path)
        #expect(outcome.status == 0, "\(command): \(outcome.messages)")
    }
}
