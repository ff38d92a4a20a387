import ArgumentParser
import Diagnostics
import Notebooks
import Workflow

/// Performs a command's work, prints its errors, and exits with the corresponding status.
func reportingProblems(_ work: () throws -> Void) throws {
    let terminal = Terminal.standardError
    do {
        try work()
    } catch let error as DiagnosticsError {
        showDiagnostics(error.diagnostics, in: error.source)
        terminal.write(DiagnosticFormatter.summary(of: error.diagnostics) + "; nothing was run\n")
        throw ExitCode(2)
    } catch let problem as ParameterOverrideProblem {
        showDiagnostics(problem.diagnostics, in: problem.source)
        terminal.write(DiagnosticFormatter.summary(of: problem.diagnostics) + "; nothing was run\n")
        throw ExitCode.validationFailure
    } catch let problem as UsageProblem {
        terminal.write("error: \(problem.description.madeVisible)\n")
        throw ExitCode.validationFailure
    } catch let problem as MachineProblem {
        terminal.write("error: \(problem.description.madeVisible)\n")
        throw ExitCode.machineFailure
    } catch let problem as WorldProblem {
        terminal.write("error: \(problem.description.madeVisible)\n")
        throw ExitCode(1)
    } catch  where !(error is ExitCode || error is ValidationError || error is CleanExit) {
        terminal.write("error: \(error.words.madeVisible)\n")
        throw ExitCode(1)
    }
}

/// Prints a plan's warnings, which stop nothing.
func showWarnings(of plan: Plan) { showWarnings(plan.warnings, in: plan.notebook.source) }

/// Prints warnings, which stop nothing.
func showWarnings(_ warnings: [Diagnostic], in source: SourceFile) {
    guard !warnings.isEmpty else { return }
    showDiagnostics(warnings, in: source)
}

/// Prints the warnings about parameters on the command line.
func showArgumentWarnings(of plan: Plan) { showArgumentWarnings(plan.overrideWarnings) }

/// Prints such warnings, if there are any.
func showArgumentWarnings(_ warnings: ParameterOverrideProblem?) {
    guard let warnings else { return }
    showDiagnostics(warnings.diagnostics, in: warnings.source)
}

/// More than anybody reads before fixing the first.
private let mostShown = 100

/// Prints diagnostics with the lines that they point into.
func showDiagnostics(_ diagnostics: [Diagnostic], in source: SourceFile) {
    let terminal = Terminal.standardError
    let formatter = DiagnosticFormatter(
        source: source, style: terminal.hasColour ? .ansi : .plain, width: max(40, min(terminal.width, 120)))
    terminal.write(formatter.format(Array(diagnostics.prefix(mostShown))) + "\n\n")
    guard diagnostics.count > mostShown else { return }
    terminal.write(
        "these are the first \(mostShown) of \(diagnostics.count); '\(Program.name) check --json' lists all\n"
    )
}

/// A problem of the environment: a missing file, a permission, a full disk.
struct WorldProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The machine prevented the work, so its outcome is unknown.
struct MachineProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension ExitCode {
    /// The status if the machine refused something, `EX_IOERR` of sysexits, beside 64 for wrong usage.
    static let machineFailure = ExitCode(74)
}

/// A mistake in the command line: it names something that does not exist, or a file that cannot be read.
///
/// The exit status is 64 in every command. What can be read and is wrong, or cannot be written, is a ``WorldProblem``.
struct UsageProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
