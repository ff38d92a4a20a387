import Diagnostics
import Foundation
import Notebooks
import Steps
import TestSupport
import Testing
import Workflow

/// The shipped notebooks with random changes, against all steps there are: what is wrong is said, at a place in the file,
/// and nothing breaks.
struct PlanFuzzTests {
    private static let pieces = [
        "load", "train", "dense", "relu", "params", ".", ".float32", "accuracy", "(", ")", "[", "]", ",", ":",
        "\"",
        "let ", "= ", "-", "!", "* ", "/ ", "+ ", "< ", "== ", "&& ", "nil", "true", "0", "1", "9", "e9",
        "0.5",
        "9999999999", "layers: ", "epochs: ", "model", "digits", "\n", "`= ", "`", "```", "---\n", "seed: ",
        "params:\n  ", "mnist", "//", "/*", "{", "é", "\u{0}",
    ]

    private static func samples() throws -> [String] {
        let folder = BuiltTool.packageFolder.appending(path: "Notebooks")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".md") }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }

    @Test(arguments: 0..<4)
    func `whatever is planned, nothing breaks and all places are in the file`(batch: Int) throws {
        let samples = try Self.samples()
        #expect(samples.count >= 3)
        let registry = Registry.standard
        var random = RandomSource(seed: UInt64(100 + batch))
        var planned = 0
        let count = Fuzzing.count(few: 500, batches: 4)
        for _ in 0..<count {
            let text = Fuzzing.changed(
                samples.randomElement(using: &random) ?? "", pieces: Self.pieces, &random)
            let notebook = Notebook(parsing: SourceFile(name: "fuzz.md", text: text))
            do {
                let plan = try Plan(for: notebook, registry: registry)
                planned += 1
                for step in plan.steps { #expect(step.dependencies.allSatisfy { $0 < step.index }) }
            } catch let error as DiagnosticsError {
                let places = error.diagnostics.map(\.range.lowerBound)
                #expect(places == places.sorted())
                for diagnostic in error.diagnostics {
                    #expect(
                        diagnostic.range.lowerBound >= 0 && diagnostic.range.upperBound <= text.utf8.count,
                        "\(diagnostic) in \(text.debugDescription)")
                    #expect(!diagnostic.message.isEmpty && !diagnostic.id.isEmpty)
                }
            }
        }
        // Much of a notebook is prose, and a change there changes no plan.
        #expect(planned > 0 && planned < count || count < 100, "\(planned) of \(count)")
    }
}
