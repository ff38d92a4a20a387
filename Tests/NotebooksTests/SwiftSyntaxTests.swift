import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing

/// Everything that the step language accepts is valid Swift.
struct SwiftSyntaxTests {
    @Test func `every program of the grammar is read, and is Swift`() throws {
        let programs = (0..<400).map { seed in
            var generator = RandomProgram(seed: UInt64(seed))
            return generator.program()
        }
        for program in programs {
            let messages = Self.diagnostics(of: program)
            #expect(messages == [], "\(program)")
        }
        try expectSwift(programs)
    }

    @Test func `a changed program that is read is Swift too`() throws {
        var accepted: [String] = []
        for seed in 0..<4_000 {
            var generator = RandomProgram(seed: UInt64(seed % 400))
            let program = Self.changed(generator.program(), seed: UInt64(seed))
            if Self.diagnostics(of: program) == [] { accepted.append(program) }
        }
        // If nearly all or nearly none were accepted, the test would be useless.
        #expect((800...3_600).contains(accepted.count), "\(accepted.count)")
        try expectSwift(accepted)
    }

    @Test func `every cell of every notebook that ships is read, and is Swift`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Notebooks")
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = (found?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "md" }
        var cells: [String] = []
        for file in files {
            let source = try Notebook.source(named: file.path, bytes: Data(contentsOf: file))
            let notebook = Notebook(parsing: source)
            let messages = DiagnosticFormatter(source: source).format(notebook.diagnostics)
            #expect(messages == "")
            cells += notebook.cells.map { $0.spans.map(\.text).joined() }
        }
        try expectSwift(cells)
    }

    private static func diagnostics(of program: String) -> [String] {
        Notebook(parsing: SourceFile(name: "p.md", text: "~~~~ swift-step\n\(program)\n~~~~\n"))
            .diagnostics.map(\.summary)
    }

    private static func changed(_ program: String, seed: UInt64) -> String {
        var random = RandomSource(seed: seed &+ 1_000_000)
        var characters = Array(program)
        let marks = Array("()[]{},.:;=+-*/<>!&|?#@\\\"' \n_a1").map { String($0) }
        let words = [
            "let ", "==", "...", " - ", "/*", "*/", "//", "\n.", " any ", "copy ", "consume(", "each ",
            "some ",
            "then ", "yield(", "discard ", "borrow ", "unsafe ", "async ", "await ", "actor ", "open(",
            "open\n",
            "package(", "final ", "lazy(", "weak ", "nonisolated(", "prefix ", "macro ", "unowned(", "set ",
            "_ ",
            "mutating ", "repeat ", "self.", ".init", ".self", ".Type", "sending ", "isolated ", "type(",
            "inout ",
        ]
        let pieces = marks + marks + words
        for _ in 0..<Int.random(in: 1...2, using: &random) where !characters.isEmpty {
            let index = Int.random(in: 0..<characters.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: characters.remove(at: index)
            case 1: characters.insert(contentsOf: pieces.randomElement(using: &random) ?? " ", at: index)
            case 2:
                characters.replaceSubrange(index...index, with: pieces.randomElement(using: &random) ?? " ")
            default: characters.swapAt(index, Int.random(in: 0..<characters.count, using: &random))
            }
        }
        return String(characters)
    }

    /// Has the Swift compiler parse all programs in one invocation, each in a file of its own.
    private func expectSwift(_ programs: [String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stepbook-syntax-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for (index, program) in programs.enumerated() {
            let file = folder.appending(path: "p\(index).swift")
            // In a function, so that names of programs in other files do not matter.
            try Data("func program\(index)() {\n\(program)\n}\n".utf8).write(to: file)
            paths.append(file.path)
        }
        guard !paths.isEmpty else { return }
        guard let output = try Self.parse(paths) else {
            SkipLog.record("toolchain/swiftc", reason: "swiftc is not on PATH")
            return
        }
        let errors = output.split(separator: "\n").filter { $0.contains(": error:") }
        for error in errors.prefix(10) {
            let index = error.firstMatch(of: /p([0-9]+)\.swift/).flatMap { Int($0.output.1) }
            Issue.record("\(error)\n\(index.map { programs[$0] } ?? "")")
        }
    }

    /// The compiler's output; `nil` if there is no compiler.
    private static func parse(_ paths: [String]) throws -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard
            let compiler = folders.map({ "\($0)/swiftc" }).first(where: FileManager.default.isExecutableFile)
        else { return nil }
        let outcome = try ChildProcess.run([compiler, "-frontend", "-parse", "-swift-version", "6"] + paths)
        return outcome.output + outcome.messages
    }
}
