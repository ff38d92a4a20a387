import Diagnostics
import FoundationEssentials
import Reporting

/// A file that is not a notebook, recognized by its contents, and by its extension if it contains no cell.
struct ForeignFile {
    /// The kind of file, and the command that helps: `a report: '… extract …' takes its notebook out`.
    let words: String

    /// Examines a file; `nil` if it may be a notebook.
    init?(_ data: Data, path: String) {
        let start = data.prefix(4096)
        if let words = Self.binary(start) ?? Self.markup(data, path) ?? Self.json(data, start, path) {
            self.words = words
        } else if let words = Self.other(data, path) {
            self.words = words
        } else {
            return nil
        }
    }

    private static func binary(_ start: Data) -> String? {
        let kinds: [([UInt8], String)] = [
            (Array("%PDF-".utf8), "a PDF: take its text out first, such as with 'pdftotext'"),
            (
                Array("PK\u{3}\u{4}".utf8),
                "an archive, such as a document of an office program or a saved network: "
                    + "'pandoc -t markdown FILE.docx -o notebook.md' makes Markdown of a document, '\(Program.name) predict' reads with a network"
            ),
            ([0x89, 0x50, 0x4E, 0x47], "a picture: '\(Program.name) predict MODEL PICTURE' reads it"),
            ([0xFF, 0xD8, 0xFF], "a picture: '\(Program.name) predict MODEL PICTURE' reads it"),
            (Array("GIF8".utf8), "a picture"),
            ([0x1F, 0x8B], "a packed file: unpack it first, with 'gunzip' or 'tar -xf'"),
            ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ]
        return kinds.first { start.starts(with: $0.0) }?.1
    }

    /// HTML: one of our reports, or any other page.
    private static func markup(_ data: Data, _ path: String) -> String? {
        let start = String(decoding: data.prefix(4096), as: UTF8.self).drop {
            $0.isWhitespace || $0 == "\u{FEFF}"
        }
        .lowercased()
        guard start.hasPrefix("<!doctype html") || start.hasPrefix("<html") else { return nil }
        guard (try? EmbeddedSource(report: data)) != nil else {
            let command = ShellCommand([
                "pandoc", "-f", "html", "-t", "markdown", ShellCommand.path(path), "-o", "notebook.md",
            ])
            return "a page in HTML: \(command.inSentence) makes Markdown of it"
        }
        let command = ShellCommand([Program.name, "extract", ShellCommand.path(path), "-o", "notebook.md"])
        return "a report: \(command.inSentence) takes its notebook out"
    }

    private static func json(_ data: Data, _ start: Data, _ path: String) -> String? {
        let text = String(decoding: start, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        guard text.first == "{" || text.first == "[" && path.lowercased().hasSuffix(".json"),
            let object = try? JSONDecoder().decode(Marks.self, from: data)
        else { return nil }
        if object.nbformat {
            let command = ShellCommand(["jupyter", "nbconvert", "--to", "markdown", ShellCommand.path(path)])
            return
                "a Jupyter notebook: \(command.inSentence) makes Markdown of it, whose code "
                + "becomes listings; cells must then be written as 'swift-step' blocks ('\(Program.name) new' shows how)"
        }
        if object.schema {
            return
                "the record of a run: '\(Program.name) compare A.json B.json' puts two of them side by side, "
                + "and the notebook stands in the report beside it"
        }
        return "a file in JSON"
    }

    /// The top-level keys, among some that identify the kind of a JSON file.
    private struct Marks: Decodable {
        var nbformat = false
        var schema = false

        private enum Key: String, CodingKey { case nbformat, cells, schema, steps, source }

        init(from decoder: any Decoder) throws {
            guard let object = try? decoder.container(keyedBy: Key.self) else { return }
            nbformat = object.contains(.nbformat) || object.contains(.cells)
            schema = object.contains(.schema) && object.contains(.steps)
        }
    }

    private static func other(_ data: Data, _ path: String) -> String? {
        let file = path.split(separator: "/").last ?? ""
        let ending = file.split(separator: ".").dropFirst().last?.lowercased() ?? ""
        guard let kind = endings[ending], data.firstRange(of: Data("swift-step".utf8)) == nil else {
            return nil
        }
        return "\(kind): a notebook is Markdown, and '\(Program.name) new NAME' writes one to start from"
    }

    private static let endings = [
        "py": "a program in Python", "swift": "a program in Swift", "r": "a program in R",
        "jl": "a program in Julia",
        "js": "a program in JavaScript", "sh": "a shell script", "c": "a program in C", "h": "a program in C",
        "ipynb": "a Jupyter notebook", "json": "a file in JSON", "yaml": "a file in YAML",
        "yml": "a file in YAML",
        "toml": "a file in TOML", "csv": "a table", "tsv": "a table", "tex": "a document in LaTeX",
        "rst": "a document in reStructuredText", "adoc": "a document in AsciiDoc", "org": "a document in Org",
        "html": "a page in HTML", "htm": "a page in HTML", "xml": "a file in XML", "svg": "a drawing",
        "css": "a style", "log": "a log", "pt": "a saved network", "pth": "a saved network",
        "onnx": "a saved network", "safetensors": "a saved network", "npy": "an array", "npz": "arrays",
    ]
}
