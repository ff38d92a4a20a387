import ArgumentParser
import Diagnostics
import Glibc
public import Steps
public import Workflow

/// The command line: the part that programs with their own steps share with `stepbook`.
public enum Program {
    /// The registry, while the command line is executed.
    @TaskLocal static var registry: Registry = .standard

    /// The program's name: `stepbook`, unless it is a program of one's own.
    static let name: String = {
        let path = CommandLine.arguments.first ?? ""
        return path.split(separator: "/").last.map(String.init) ?? "stepbook"
    }()

    /// Parses the command line, executes it, and exits with the corresponding status.
    ///
    /// - Parameter registry: what a notebook may call, such as `.standard.adding([MyStep()])`.
    public static func main(_ registry: Registry = .standard) {
        SystemLimits.respect()
        if let obstacle = SystemLimits.obstacle() {
            Terminal.standardError.write("error: \(obstacle)\n")
            Glibc.exit(1)
        }
        if let problem = StepbookCommand.unknownCommand(in: CommandLine.arguments.dropFirst()) {
            exit(problem)
        }
        $registry.withValue(registry) {
            do {
                var command = try StepbookCommand.parseAsRoot()
                try command.run()
            } catch {
                exit(error)
            }
        }
    }

    /// The file among the arguments whose name was parsed as options; `nil` if there is none.
    private static func fileTakenForOption(_ arguments: ArraySlice<String>) -> String? {
        arguments.prefix { $0 != "--" }.first {
            $0.hasPrefix("-") && $0 != "-"
                && ($0.hasSuffix(".md") && !$0.contains("=") || access($0, F_OK) == 0)
        }
    }

    /// Exits with an error's status and message, which may contain names of files in a stranger's folder.
    private static func exit(_ error: any Error) -> Never {
        let status = StepbookCommand.exitCode(for: error)
        // The argument parser quotes arguments literally, including line ends.
        let arguments = CommandLine.arguments.dropFirst()
        var words = arguments.reduce(StepbookCommand.fullMessage(for: error)) {
            $1.isEmpty || $1 == $1.madeVisible ? $0 : $0.replacing($1, with: $1.madeVisible)
        }
        if status == .validationFailure, let file = fileTakenForOption(arguments) {
            words +=
                "\nnote: what begins with '-' is an option; for the file write \(ShellCommand([ShellCommand.path(file)]).inSentence)"
        }
        if status == .validationFailure, let hint = ParameterHint.words(for: words, of: arguments) {
            words += "\nnote: \(hint)"
        }
        if status == .success, CompletionScript.isWanted(by: arguments) {
            words = CompletionScript(words, of: name, commands: StepbookCommand.names).text
        }
        if !words.isEmpty {
            if status == .success {
                do {
                    try Terminal.standardOutput.print(words + "\n")
                } catch {
                    Terminal.standardError.write("error: \(error)\n")
                    Glibc.exit(1)
                }
            } else {
                Terminal.standardError.write(words + "\n")
            }
        }
        Glibc.exit(status.rawValue)
    }
}
