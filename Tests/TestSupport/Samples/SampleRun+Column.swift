import Figures
import Notebooks
package import Workflow

extension SampleRun {
    /// A run with one of everything in the text column, including listings and tables.
    ///
    /// - Parameter hasContents: whether the page has a contents list.
    package static func column(hasContents: Bool) -> Run {
        var builder = NotebookBuilder(name: "column.md")
        builder.frontMatter.title = "All that begins at one edge"
        builder.frontMatter.description = "Text, listings, tables and figures, wide and narrow."
        builder.frontMatter.toc = hasContents
        builder.heading(2, "Text")
        builder.prose(String(repeating: "Some words that fill more than a line. ", count: 5))
        builder.prose("```\nstepbook run column.md\n```\n")
        builder.prose("Then a table:")
        builder.prose("| one | two | three |\n|---|:-:|--:|\n| four, longer | five, longer | six, longer |\n")
        builder.prose("> And what others said.")
        builder.heading(2, "Figures")
        let table = builder.cell("show(model)") { $0.caption = "The layers." }
        let chart = builder.cell("plot(model.history)") { $0.caption = "Loss and accuracy by epoch." }
        let alone = builder.cell("plot(losses)") { $0.caption = "Loss by step." }
        builder.heading(2, "Results")
        let matrix = builder.cell("plot(result.confusion)\nplot(result.mistakes)\nsave(model)")
        var run = RunBuilder(builder.notebook)
        run.step("show", cell: 0, line: table, figures: [Figure(SampleFigures.layers)])
        run.step("plot", cell: 1, line: chart, figures: [Figure(SampleFigures.history())])
        run.step("plot", cell: 2, line: alone, figures: [Figure(SampleFigures.longCurve())])
        run.step("plot", cell: 3, line: matrix, figures: [Figure(SampleFigures.confusion)])
        run.step("plot", cell: 3, line: matrix + 1, figures: [Figure(SampleFigures.mistakes())])
        run.step(
            "save", cell: 3, line: matrix + 2,
            files: [.init(path: "model.safetensors", bytes: 1_689_412, hash: .init(ofText: "model"))])
        return run.run
    }
}
