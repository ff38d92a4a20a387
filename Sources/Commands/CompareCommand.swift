import ArgumentParser
import FoundationEssentials
import Glibc
import Reporting
import Workflow

/// `stepbook compare`: runs side by side.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Puts runs side by side, as one page.",
        discussion: """
            Runs are given by their records, the JSON files beside their reports; keep the first one's with --output-dir \
            or under another name before the second run. Of two runs, parameters, values, curves, text, data and the \
            images that one alone gets wrong are compared; of more, what differs is a table with a row for each run, and \
            their curves are in common charts. An older comparison is overwritten, any other file only with \
            --overwrite, and a device or a pipe never.
            """)

    @ArgumentParser.Argument(
        help: "The records of two runs or more, called A, B and so on.",
        completion: .file(extensions: ["json"]))
    var records: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The page to write; '-' for standard output. (default: Output/NAMES.comparison.html)",
            valueName: "file"))
    var output: String?

    @Flag(help: "Replace the file that is there, whatever it holds.")
    var overwrite = false

    func validate() throws {
        guard records.count > 1 else {
            throw ValidationError("'compare' takes the records of two runs or more, and this is one")
        }
    }

    func run() throws {
        try reportingProblems {
            let html = try html
            guard output != "-" else { return try Terminal.standardOutput.print(Array(html.utf8)) }
            let page = output ?? "Output/\(names).comparison.html"
            try write(html, to: page)
            try Terminal.standardOutput.print(path: page)
        }
    }

    /// The page of two runs, or that of more.
    private var html: String {
        get throws {
            let read = try records.map { (path: $0, record: try record(at: $0)) }
            guard read.count == 2 else { return SeveralRuns(read).html }
            return Comparison(read[0].record, at: read[0].path, with: read[1].record, at: read[1].path).html
        }
    }

    /// The records' names, each once, as far as two of them; of more the first and the number of others.
    private var names: String {
        let all = records.map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
        let names = all.reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        return names.count < 3 ? names.joined(separator: "-") : "\(names[0])-and-\(names.count - 1)-more"
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
            for record in records {
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
