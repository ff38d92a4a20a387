import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Workflow

/// `stepbook runs`: the runs that were made, as a table.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Lists the runs that were made.",
        discussion: """
            Every 'run' leaves a file in the folder 'runs' of its output folder, with its parameters, its seed and its \
            values; runs are listed from the first to the last. A condition is one of the step language, in which \
            parameters and values are names: 'learningRate < 0.01 && result.accuracy > 0.9'. 'status', 'seed', \
            'seconds', 'notebook' and 'started' are names too. A run that lacks a name of the condition is not listed.
            """)

    @ArgumentParser.Argument(help: "Only the runs of this notebook.", completion: .file(extensions: ["md"]))
    var notebook: String?

    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: ArgumentHelp("Only the runs that satisfy this.", valueName: "condition"))
    var condition: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Sort by this parameter, value or other column, with '-' before it from the greatest down.",
            valueName: "column"))
    var sort: String?

    @Flag(help: "The opposite order.")
    var reverse = false

    @Option(
        help: ArgumentHelp("The folder that the runs were written to. (default: Output)", valueName: "dir"),
        completion: .directory)
    var outputDir: String?

    @Flag(help: "Print them as a JSON array, with everything that their files have.")
    var json = false

    @Flag(help: "Print them as comma-separated values, with every parameter and value.")
    var csv = false

    func validate() throws {
        guard !json || !csv else { throw ValidationError("give one of '--json' and '--csv'") }
    }

    func run() throws {
        try reportingProblems { try list() }
    }

    private func list() throws {
        let folder = RunsFolder(in: directory)
        let all = try entries(in: folder)
        var runs = RunList(named.map { name in all.filter { $0.isOf(notebook: name) } } ?? all)
        guard !runs.entries.isEmpty else { return try print(runs, else: words(without: all, in: folder)) }
        var asked: [RunColumn] = []
        if let condition {
            let (selected, names) = try select(runs, condition)
            asked += names.compactMap(runs.column)
            runs = selected
        }
        if let sort {
            let column = try column(sort, of: runs)
            asked.append(column.column)
            runs = runs.sorted(by: column.column, descending: column.isDescending != reverse)
        } else if reverse {
            runs = runs.reversed
        }
        try print(runs, asked: asked, else: "no run satisfies the condition\n")
    }

    /// The output folder, as it appears in messages.
    private var directory: String {
        var directory = outputDir ?? "Output"
        while directory.count > 1, directory.hasSuffix("/") { directory.removeLast() }
        return directory
    }

    /// The name of the notebook that was asked for.
    private var named: String? { notebook.map { ReadableFiles.parts(of: $0).last ?? $0 } }

    /// The entries of the folder; warns of those that are damaged.
    private func entries(in folder: RunsFolder) throws -> [RunEntry] {
        var isFolder = false
        if outputDir != nil,
            !(FileManager.default.fileExists(atPath: directory, isDirectory: &isFolder) && isFolder)
        {
            throw UsageProblem("there is no folder '\(directory)', which --output-dir names")
        }
        let files: [RunsFolder.File]
        do throws(OutputProblem) {
            files = try folder.files()
        } catch {
            throw WorldProblem(error.description)
        }
        var entries: [RunEntry] = []
        var damaged: [String] = []
        for file in files {
            do {
                entries.append(try RunEntry(file.content.get(), file: file.name))
            } catch {
                damaged.append("'\(folder.path)/\(file.name)' is not listed: \(error)")
            }
        }
        warn(of: damaged)
        return entries
    }

    /// The most damaged files that are named.
    private static let mostNamed = 5

    private func warn(of damaged: [String]) {
        for words in damaged.prefix(Self.mostNamed) {
            Terminal.standardError.write("warning: \(words.madeVisible)\n")
        }
        let rest = damaged.count - Self.mostNamed
        guard rest > 0 else { return }
        Terminal.standardError.write(
            "warning: \(NumberText.grouped(rest)) more \(rest == 1 ? "file is" : "files are") not listed\n")
    }

    /// The runs that satisfy a condition, and the names in it.
    private func select(_ runs: RunList, _ condition: String) throws -> (RunList, [String]) {
        do throws(DiagnosticsError) {
            let condition = try RunCondition(
                Condition(condition, after: "--where"), among: runs.columns.map(\.title),
                registry: Program.registry
            ) { runs.column(named: $0)?.title }
            let columns = Dictionary(runs.columns.map { ($0.title, $0) }) { first, _ in first }
            let selection = try condition.selection(of: runs.entries.count) { run, name in
                columns[name]?.value(of: runs.entries[run])
            }
            if selection.unfit > 0 {
                let count = NumberText.grouped(selection.unfit)
                Terminal.standardError.write(
                    "warning: \(count) run\(selection.unfit == 1 ? "" : "s") left out, in which a name of the condition has another type\n"
                )
            }
            return (runs.keeping(selection.satisfied), condition.names)
        } catch {
            showDiagnostics(error.diagnostics, in: error.source)
            Terminal.standardError.write(
                DiagnosticFormatter.summary(of: error.diagnostics) + "; nothing was listed\n")
            throw ExitCode.validationFailure
        }
    }

    /// The column to sort by.
    private func column(
        _ name: String, of runs: RunList
    ) throws -> (column: RunColumn, isDescending: Bool) {
        if let column = runs.column(named: name) { return (column, false) }
        let bare = name.hasPrefix("-") ? String(name.dropFirst()) : name
        if let column = runs.column(named: bare) { return (column, name != bare) }
        let titles = runs.columns.map(\.title)
        let advice = nearestName(to: bare, among: titles).map { didYouMean($0) }
        throw UsageProblem(
            "no run has '\(bare)', which --sort names; \(advice ?? "they have \(titles.joined(separator: ", "))")"
        )
    }

    /// What to say if no run is there to be listed.
    private func words(without all: [RunEntry], in folder: RunsFolder) -> String {
        guard let named else {
            return "no runs in '\(folder.path)'; '\(Program.name) run NOTEBOOK' leaves one\n"
        }
        let notebooks = Set(all.map(\.notebook)).sorted()
        let others = notebooks.isEmpty ? "" : "; there are runs of \(notebooks.joined(separator: ", "))"
        return "no runs of '\(named)' in '\(folder.path)'\(others)\n"
    }

    private func print(_ runs: RunList, asked: [RunColumn] = [], else words: String) throws {
        let terminal = Terminal.standardOutput
        if json { return try terminal.print(runs.json) }
        if csv { return try terminal.print(runs.table.text) }
        guard !runs.entries.isEmpty else { return try terminal.print(words: words.madeVisibleInOneLine) }
        let width = terminal.isInteractive ? terminal.width : nil
        let table = RunTable(runs, asked: asked, width: width)
        try terminal.print(table.text(Palette(hasColour: terminal.hasColour), width: width))
        guard let first = table.leftOut.first else { return }
        let rest = table.leftOut.count - 1
        let more = rest == 0 ? "" : " and \(NumberText.grouped(rest)) more"
        Terminal.standardError.write("no room for \(first)\(more); '--csv' has every column\n")
    }
}

extension RunEntry {
    /// Whether it is a run of a notebook with this file name, or with this one and an extension.
    fileprivate func isOf(notebook name: String) -> Bool {
        notebook == name || notebook.lastIndex(of: ".").map { notebook[..<$0] == name } ?? false
    }
}

extension String {
    /// A line with its line end, and control characters in it made visible.
    fileprivate var madeVisibleInOneLine: String { dropLast().description.madeVisible + "\n" }
}
