import ArgumentParser
public import Steps
public import Workflow

/// The command line as a whole: what a program with steps of its own has in common with `stepbook`.
public enum Program {
    /// What a notebook may call while the command line is carried out.
    @TaskLocal static var registry: Registry = .standard

    /// What the program is called: `stepbook`, unless somebody's own is.
    static let name: String = {
        let path = CommandLine.arguments.first ?? ""
        return path.split(separator: "/").last.map(String.init) ?? "stepbook"
    }()

    /// Reads the command line, does what it says, and leaves with the status that says how it went.
    ///
    /// - Parameter registry: what a notebook may call, such as `.standard.adding([MyStep()])`.
    public static func main(_ registry: Registry = .standard) {
        if let problem = StepbookCommand.unknownCommand(CommandLine.arguments.dropFirst().first) {
            StepbookCommand.exit(withError: problem)
        }
        $registry.withValue(registry) { StepbookCommand.main() }
    }
}
