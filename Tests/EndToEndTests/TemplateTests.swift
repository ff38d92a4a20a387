import Foundation
import TestSupport
import Testing

/// `stepbook run --template`.
struct TemplateTests {
    @Test func `a report is put into a page of one's own`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let example = BuiltTool.packageFolder.appending(path: "Docs/template.html")
        let text = try String(contentsOf: example, encoding: .utf8)
        try tool.folder.write(
            text.replacing("Made with stepbook.", with: "Printed by the <em>Press</em>."), to: "own page.html"
        )
        #expect(try tool.run("run", "small.md").status == 0)
        let usual = try tool.stableReport("small")
        let outcome = try tool.run("run", "small.md", "--template", "own page.html")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(!outcome.messages.contains("warning"), "\(outcome.messages)")
        // The hashes of changed parts differ too.
        let seal = /<!-- parts: .* -->/
        #expect(
            try tool.stableReport("small").replacing(seal, with: "")
                == usual.replacing(seal, with: "").replacing(
                    "Made with stepbook.", with: "Printed by the <em>Press</em>."
                )
                .replacing(
                    "</code></pre>\n</section>", with: " --template 'own page.html'</code></pre>\n</section>")
        )
    }

    @Test(arguments: ["</body>", "{{script}}</script>"]) func `a template's own script is reported`(
        place: String
    ) throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let example = BuiltTool.packageFolder.appending(path: "Docs/template.html")
        let text = try String(contentsOf: example, encoding: .utf8)
        let script = "location.href = 'http://127.0.0.1:1/'"
        let own = place == "</body>" ? "<script>\(script)</script>" + place : script + "\n" + place
        try tool.folder.write(text.replacing(place, with: own), to: "page.html")
        let outcome = try tool.run("run", "small.md", "--template", "page.html")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(
            outcome.messages.contains(
                "warning: the template 'page.html' has a script of its own, which can go to other addresses and change what the report shows; use it where you know what it does\n"
            ), "\(outcome.messages)")
    }

    @Test func `mistakes in a template are reported before anything runs`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.folder.write(
            "{{head}}{{title-block}}\n<p>{{contnt}}</p>{{provenance}}{{timing}}", to: "page.html")
        let outcome = try tool.run("run", "small.md", "--template", "page.html")
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains("--> page.html:2:4"))
        #expect(outcome.messages.contains("^^^^^^^^^^ did you mean '{{content}}'?"))
        #expect(outcome.messages.hasSuffix("1 error; nothing was run\n"))
        #expect(tool.written.filter { $0.hasPrefix("Output") } == [])
        let missing = try tool.run("run", "small.md", "--template", "absent.html")
        #expect(missing.status == 64)
        #expect(missing.messages.hasPrefix("error: the template 'absent.html' cannot be read: "))
    }
}
