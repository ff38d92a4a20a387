import Foundation
import Steps
import Testing
import Workflow

/// `Docs/steps.md` is the registry's reference; `STEPBOOK_RECORD=1` rewrites it, except where `CI` is set.
struct StepReferenceTests {
    private static let page = RegistryReference(.standard).markdown

    @Test func `the page in the documentation is the registry's`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Docs/steps.md")
        let environment = ProcessInfo.processInfo.environment
        if environment["STEPBOOK_RECORD"] == "1", environment["CI"] == nil {
            try Data(Self.page.utf8).write(to: file)
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        #expect(recorded == Self.page, "Docs/steps.md is stale: run the tests with STEPBOOK_RECORD=1")
    }

    @Test func `the page names everything that can be called and every member`() throws {
        let registry = Registry.standard
        for name in registry.names { #expect(Self.page.contains("### `\(name)`\n"), "\(name)") }
        for artifact in registry.artifacts.values {
            #expect(Self.page.contains("### \(artifact.type.name)\n"))
            for member in artifact.type.members { #expect(Self.page.contains("| `.\(member.name)` |")) }
        }
        for signature in registry.names.compactMap(registry.signature) {
            for parameter in signature.parameters { #expect(Self.page.contains(parameter.documentation)) }
        }
    }

    @Test func `every row of a table has as many cells as its head, and every link a section`() {
        let lines = Self.page.split(separator: "\n", omittingEmptySubsequences: false)
        for (above, line) in zip(lines, lines.dropFirst()) where above.hasPrefix("|") && line.hasPrefix("|") {
            func cells(_ line: Substring) -> Int { line.replacing("\\|", with: "").count { $0 == "|" } }
            #expect(cells(above) == cells(line), "\(line)")
        }
        for link in Self.page.matches(of: /\(#([a-z]+)\)/) {
            #expect(lines.contains { $0.hasPrefix("### ") && $0.dropFirst(4).lowercased() == link.output.1 })
        }
    }
}
