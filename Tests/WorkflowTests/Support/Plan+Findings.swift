import Diagnostics
import Notebooks
import TestSupport
import Workflow

extension Plan {
    /// What is found in a notebook that lies in a folder: what is wrong, else what it warns of.
    static func findings(in text: String, in folder: TemporaryFolder) -> [Diagnostic] {
        do {
            return try Plan(
                for: Notebook(parsing: SourceFile(name: folder.path + "/n.md", text: text)),
                registry: .fake(tally: Tally())
            ).warnings
        } catch let error as DiagnosticsError {
            return error.diagnostics
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
