import Diagnostics
import Notebooks
import Testing
import Workflow

/// Plans a notebook, and compares its diagnostics as a terminal shows them.
func expectDiagnostics(
    _ notebook: Notebook, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        _ = try Plan(for: notebook, registry: .fake(tally: Tally()))
        Issue.record("nothing is said", sourceLocation: sourceLocation)
    } catch let error as DiagnosticsError {
        let text = DiagnosticFormatter(source: error.source).format(error.diagnostics)
        #expect(text == expected, sourceLocation: sourceLocation)
        let places = error.diagnostics.map(\.range.lowerBound)
        #expect(places == places.sorted(), sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
