import Foundation
import TestSupport
import Testing

/// Every cell is Swift, as the Swift compiler itself sees it.
struct CellSyntaxTests {
    /// A notebook's cells in order, found without our own parser.
    private static func cells(of notebook: String) -> String {
        var cells = ""
        var isInside = false
        for line in notebook.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = line == "```swift-step"
            } else if isInside {
                cells += line + "\n"
            }
        }
        return cells
    }

    /// The compiler's errors; `nil` where there is no compiler.
    private static func errors(in program: String) throws -> [String]? {
        let folder = try TemporaryFolder()
        try folder.write(program, to: "cells.swift")
        let outcome = try ChildProcess.run([
            "swiftc", "-frontend", "-parse", "-swift-version", "6", folder.path + "/cells.swift",
        ])
        let text = outcome.output + outcome.messages
        // The status of 'env' if there is no such program.
        guard outcome.status != 127 else {
            SkipLog.record("toolchain/swiftc", reason: "swiftc is not on PATH")
            return nil
        }
        let errors = text.split(separator: "\n").filter { $0.contains("error:") }.map(String.init)
        #expect((outcome.status == 0) == errors.isEmpty, "\(text)")
        return errors
    }

    @Test func `every cell of every notebook that ships is Swift`() throws {
        let folder = BuiltTool.packageFolder.appending(path: "Notebooks").path
        let names = FileManager.default.subpaths(atPath: folder)?.filter { $0.hasSuffix(".md") } ?? []
        #expect(!names.isEmpty)
        for name in names {
            let cells = Self.cells(of: try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
            #expect(cells.contains("load("))
            guard let errors = try Self.errors(in: cells) else { return }
            #expect(errors == [], "\(name)")
        }
    }

    @Test func `every cell of the notebook to start from is Swift`() throws {
        let tool = try BuiltTool()
        try tool.run("new", "start")
        let cells = Self.cells(of: try tool.folder.text("start.md"))
        #expect(cells.contains("load("))
        guard let errors = try Self.errors(in: cells) else { return }
        #expect(errors == [])
    }

    @Test(arguments: ["let x = load(\"mnist\"", "let = 3", "train(a b)", "let s = 'mnist'", "x = = 3"])
    func `invalid Swift is found`(_ cell: String) throws {
        guard let errors = try Self.errors(in: cell + "\n") else { return }
        #expect(!errors.isEmpty)
    }
}
