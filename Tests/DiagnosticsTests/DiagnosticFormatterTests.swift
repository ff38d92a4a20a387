import Diagnostics
import TestSupport
import Testing

struct DiagnosticFormatterTests {
    @Test func `a message shows its line with carets`() {
        let marked = MarkedSource(
            String(repeating: "\n", count: 23) + "let model = train(scaled, ‹epoch›: 3)\n",
            name: "Notebooks/digit_recognition.md")
        let diagnostic = Diagnostic(
            id: "train.unknown-argument", "unknown argument 'epoch' for step 'train'", at: marked.ranges[0],
            label: "did you mean 'epochs'?",
            notes: [Diagnostic.Note("'train' takes layers, optimizer, epochs, batchSize, …")])
        #expect(
            DiagnosticFormatter(source: marked.source).format(diagnostic) == """
                error: unknown argument 'epoch' for step 'train'                    [train.unknown-argument]
                  --> Notebooks/digit_recognition.md:24:27
                   |
                24 | let model = train(scaled, epoch: 3)
                   |                           ^^^^^ did you mean 'epochs'?
                note: 'train' takes layers, optimizer, epochs, batchSize, …
                """)
    }
}
