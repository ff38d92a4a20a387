import Diagnostics
import Notebooks
import TestSupport
import Testing
import Workflow

/// A notebook that declares a sweep.
struct SweptNotebook {
    let notebook: Notebook

    /// A notebook with parameters of each type, and the lines of a sweep.
    init(_ lines: String) {
        self.init(
            SourceFile(
                name: "test.md",
                text: "---\n\(Self.params)\n\(lines)\n---\n"))
    }

    /// A notebook with this text.
    init(_ source: SourceFile) {
        notebook = Notebook(parsing: source)
        if notebook.diagnostics.contains(where: { $0.severity == .error }) {
            Issue.record("\(notebook.diagnostics)")
        }
    }

    /// The lines that declare the parameters.
    static let params = "params:\n  rate: 0.1\n  size: 32\n  epochs: 8\n  optimizer: adam\n  deep: true"

    /// The sweep with arguments of a command line.
    func sweep(_ overrides: [(String, String)] = [], repeats: Int? = nil) throws -> PlannedSweep {
        try PlannedSweep(
            notebook.frontMatter.sweep, of: notebook,
            overrides: overrides.map { ParameterOverride(name: $0.0, text: $0.1) }, repeats: repeats)
    }

    /// The settings of the sweep.
    func settings(_ overrides: [(String, String)] = [], repeats: Int? = nil) throws -> SweepSettings {
        try SweepSettings(
            of: sweep(overrides, repeats: repeats), in: notebook, registry: .fake(tally: Tally()))
    }

    /// The settings, each in words.
    func shown(_ overrides: [(String, String)] = []) throws -> [String] {
        try settings(overrides).settings.map(\.description)
    }
}
