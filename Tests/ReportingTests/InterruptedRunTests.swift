import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

struct InterruptedRunTests {
    private let run: Run

    init() {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("let x = load()\nlet y = train(x)\nsave(y)")
        notebook.prose("{y} and {z}")
        var builder = RunBuilder(notebook.notebook)
        builder.status = .interrupted
        builder.step("load", binding: "x", cell: 0, line: 2)
        builder.step("train", binding: "y", cell: 0, line: 3, .interrupted, seconds: 2.5)
        builder.step("save", cell: 0, line: 4, .interrupted, seconds: 0)
        builder.computed(nil, from: 1)
        builder.computed(nil, from: 2)
        run = builder.run
    }

    @Test func `the step that was under way was interrupted, those after it were not run`() {
        let html = Report(of: run).html
        #expect(html.contains("– interrupted: </span><span class=\"step-name\">train<"))
        #expect(html.contains("– not run: </span><span class=\"step-name\">save<"))
        #expect(html.contains(">train (line 3) was interrupted.<"))
        #expect(html.contains(">save (line 4) was not run: the run was interrupted.<"))
        #expect(html.contains("The run was interrupted, so this report is not complete.<"))
        #expect(html.contains("title=\"y: the run was interrupted at train (line 3)\""))
        #expect(html.contains("title=\"z: the run was interrupted before save (line 4)\""))
        let timing = html.split(separator: "<!-- timing: begin -->").last ?? ""
        #expect(timing.split(separator: "<td class=\"text\">interrupted</td>").count == 2)
        #expect(timing.split(separator: "<td class=\"text\">not run</td>").count == 2)
    }

    @Test func `only what never began is counted as not run`() {
        #expect(Verdict(of: run).text == "Interrupted after 1 of 3 steps, 1 not run")
    }
}
