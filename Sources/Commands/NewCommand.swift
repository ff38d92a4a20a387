import ArgumentParser
import FoundationEssentials
import Workflow

/// `stepbook new`: a notebook to start from.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Writes a small notebook to start from.")

    @Argument(help: "The notebook's name; '.md' is added where it is missing.")
    var name: String

    func run() throws {
        try reportingProblems {
            let path = name.hasSuffix(".md") ? name : name + ".md"
            let title = path.split(separator: "/").last.map { $0.dropLast(3) } ?? ""
            guard !["", ".", ".."].contains(title), name != "-", !name.hasSuffix("/") else {
                throw ValidationError("'\(name)' is not a file name")
            }
            guard !FileManager.default.fileExists(atPath: path) else {
                throw WorldProblem("'\(path)' already exists; nothing was written")
            }
            do throws(SystemError) {
                try NewFile.write(Data(NotebookTemplate(title: String(title)).text.utf8), to: path)
            } catch {
                throw WorldProblem("'\(path)' cannot be written: \(error.reason)")
            }
            try Terminal.standardOutput.print(path: path)
        }
    }
}
