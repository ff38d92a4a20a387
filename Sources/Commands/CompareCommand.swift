import ArgumentParser
import FoundationEssentials
import Glibc
import Reporting
import Workflow

/// `stepbook compare`: two runs side by side.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Puts two runs side by side, as one page.",
        discussion: """
            Runs are given by their records, the JSON files beside their reports; keep the first one's with --output-dir \
            or under another name before the second run. Parameters, values, curves, text, data and the images that one \
            run alone gets wrong are compared. An older comparison is overwritten, any other file only with \
            --overwrite, and a device or a pipe never.
            """)

    @ArgumentParser.Argument(help: "The record of the one run, A.", completion: .file(extensions: ["json"]))
    var first: String

    @ArgumentParser.Argument(help: "The record of the other run, B.", completion: .file(extensions: ["json"]))
    var second: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The page to write; '-' for standard output. (default: Output/NAMES.comparison.html)",
            valueName: "file"))
    var output: String?

    @Flag(help: "Replace the file that is there, whatever it holds.")
    var overwrite = false

    func run() throws {
        try reportingProblems {
            let comparison = Comparison(
                try record(at: first), at: first, with: try record(at: second), at: second)
            guard output != "-" else { return try Terminal.standardOutput.print(Array(comparison.html.utf8)) }
            let page = output ?? "Output/\(names).comparison.html"
            try write(comparison.html, to: page)
            try Terminal.standardOutput.print(path: page)
        }
    }

    /// The records' names; a single one if both are equal.
    private var names: String {
        let names = [first, second].map { path in
            URL(filePath: path).deletingPathExtension().lastPathComponent
        }
        return names[0] == names[1] ? names[0] : "\(names[0])-\(names[1])"
    }

    /// Writes the page atomically.
    ///
    /// - Throws: ``WorldProblem`` if that is impossible, or if an existing file is not a comparison.
    private func write(_ page: String, to path: String) throws {
        var status = stat()
        if lstat(path, &status) == 0 {
            let isFile = status.st_mode & S_IFMT == S_IFREG
            // An unreadable file may be anything.
            let isComparison =
                isFile && ((try? Data(contentsOf: URL(filePath: path))).map(Comparison.isPage) ?? false)
            guard status.st_mode & S_IFMT != S_IFDIR else { throw WorldProblem("'\(path)' is a folder") }
            var target = stat()
            let isLinkToFile =
                status.st_mode & S_IFMT == S_IFLNK
                && (stat(path, &target) != 0 || target.st_mode & S_IFMT == S_IFREG)
            guard isFile || isLinkToFile else {
                throw WorldProblem("'\(path)' is not a regular file; name another file with --output")
            }
            guard isComparison || overwrite else {
                throw WorldProblem(
                    "'\(path)' already exists and is not a comparison; name another file with --output, or replace it with --overwrite"
                )
            }
            for record in [first, second] {
                var source = stat()
                guard stat(record, &source) == 0, source.st_dev == status.st_dev,
                    source.st_ino == status.st_ino
                else { continue }
                throw WorldProblem("'\(path)' is one of the records; name another file with --output")
            }
        }
        do {
            let folder = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(page.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw WorldProblem("'\(path)' cannot be written: \(error.words)")
        }
    }

    private func record(at path: String) throws -> RunRecord {
        let data: Data
        do {
            data = try RegularFile.contents(of: path, limit: 1 << 28)
        } catch {
            throw UsageProblem("'\(path)' cannot be read: \(error)")
        }
        do {
            return try RunRecord(data)
        } catch {
            throw WorldProblem("'\(path)' cannot be compared: \(error)\(Self.advice(insteadOf: path))")
        }
    }

    /// The record of a report or a notebook that was named in its place, in words; empty if there is none.
    private static func advice(insteadOf path: String) -> String {
        let file = URL(filePath: path)
        let name = file.deletingPathExtension().lastPathComponent + ".json"
        let folder = String(path.dropLast(file.lastPathComponent.count))
        guard ["html", "htm", "md"].contains(file.pathExtension.lowercased()),
            path.hasSuffix(file.lastPathComponent),
            let record = [folder + name, folder + "Output/" + name].first(where: {
                FileManager.default.fileExists(atPath: $0)
            })
        else { return "" }
        return "; '\(record)' is there to be compared"
    }
}
