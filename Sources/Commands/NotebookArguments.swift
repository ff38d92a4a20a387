import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Workflow

/// The notebook given to a command, and its parameters.
struct NotebookArguments: ParsableArguments {
    @ArgumentParser.Argument(help: "The notebook, a Markdown file.", completion: .file(extensions: ["md"]))
    var notebook: String

    @OptionGroup var reading: ReadingOptions

    /// The folders that the notebook may read beside its own.
    var allowRead: [String] { reading.allowRead }

    /// The given seed; `nil` for the notebook's.
    var seed: UInt64? { reading.seed }

    /// The notebook's file name without extension, which is the name of its report.
    var name: String { Self.name(of: notebook) }

    /// The name of a notebook's report.
    static func name(of notebook: String) -> String {
        let file = ReadableFiles.parts(of: notebook).last ?? notebook
        let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        // These names would lead to other folders than the report's own.
        return ["", ".", "..", NotebookOutputs.privateFolder].contains(stem) ? "notebook" : stem
    }

    /// The files that the notebook may read.
    var files: ReadableFiles { ReadableFiles(beside: notebook, opening: allowRead) }

    /// A path relative to the notebook's folder, for a page that others read; empty if it leads outside, since the
    /// folders above a notebook are private to its owner.
    func published(_ path: String) -> String {
        let folder = URL(filePath: notebook).standardizedFileURL.deletingLastPathComponent().path
        let whole = URL(filePath: path).standardizedFileURL.path
        if whole == folder { return "." }
        let inside = folder.hasSuffix("/") ? folder : folder + "/"
        return whole.hasPrefix(inside) ? String(whole.dropFirst(inside.count)) : ""
    }

    /// The given parameters.
    var overrides: [ParameterOverride] {
        reading.params.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return ParameterOverride(name: String(parts[0]), text: parts.count > 1 ? String(parts[1]) : "")
        }
    }

    /// Rejects standard input, for commands that do not read it.
    ///
    /// - Throws: ``UsageProblem``.
    func refuseStandardInput() throws {
        guard notebook == "-" else { return }
        throw UsageProblem("'-' is standard input, which only 'check' reads; name a file")
    }

    /// The most bytes of a notebook.
    static let limit = 1 << 26

    /// Reads the notebook's text.
    ///
    /// - Throws: ``UsageProblem`` if the file does not exist, `DiagnosticsError` if it is not text.
    func read() throws -> SourceFile {
        try refuseStandardInput()
        let data: Data
        do {
            data = try RegularFile.contents(of: notebook, limit: Self.limit)
        } catch {
            throw UsageProblem("the notebook '\(notebook)' cannot be read: \(error)")
        }
        if let other = ForeignFile(data, path: notebook) {
            throw UsageProblem("'\(notebook)' is not a notebook but \(other.words)")
        }
        return try Notebook.source(named: notebook, bytes: Array(data))
    }
}
