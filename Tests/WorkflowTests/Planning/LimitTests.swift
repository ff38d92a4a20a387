import Diagnostics
import Foundation
import Notebooks
import Synchronization
import TestSupport
import Testing
import Workflow

/// Limits on what a few lines of a notebook could expand into, with a message at the position.
struct LimitTests {
    /// The ids, messages and lines of a cell's diagnostics.
    private func problems(_ cell: String) -> [String] {
        do {
            _ = try Laboratory().plan(.cell(cell))
            return []
        } catch let error as DiagnosticsError {
            return error.diagnostics.map {
                "\($0.id) \(error.source.position(of: $0.range.lowerBound).line): \($0.message)"
            }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `texts that double line by line end with a message at the line where they are too long`() {
        let lines = ["let a0 = \"0123456789\""] + (0..<40).map { "let a\($0 + 1) = a\($0) + a\($0)" }
        #expect(
            problems(lines.joined(separator: "\n")) == [
                "operator.value 16: a text is put together that has more than 100\u{A0}kB"
            ])
    }

    @Test func `many long texts together are limited too`() {
        let lines =
            ["let a0 = \"0123456789\""] + (0..<13).map { "let a\($0 + 1) = a\($0) + a\($0)" }
            + (0..<400).map { "let b\($0) = a13 + \"x\"" }
        let found = problems(lines.joined(separator: "\n"))
        #expect(found.count > 100)
        #expect(found.first?.hasPrefix("operator.value ") == true)
        #expect(
            found.allSatisfy {
                $0.hasSuffix("the texts that are put together have more than 20.0\u{A0}MB in all")
            }
        )
    }

    @Test func `texts of what steps give are limited while the notebook runs`() throws {
        let lines =
            ["let n = number(3)", "let a0 = percent(n.value, 9) + \"0123456789\""]
            + (0..<40).map { "let a\($0 + 1) = a\($0) + a\($0)" }
        let laboratory = try Laboratory()
        let experiment = try laboratory.run(lines.joined(separator: "\n"))
        #expect(experiment.run.status == .failed)
        #expect(
            experiment.warnings == [
                "line 15: 'a12' cannot be computed: a text is put together that has more than 100\u{A0}kB"
            ])
        #expect(experiment.value("a5")?.count == 32 * experiment.value("a0")!.count)
    }

    @Test func `arrays in arrays by way of names end with a message`() {
        let lines = ["let a0 = [1]"] + (0..<300).map { "let a\($0 + 1) = [a\($0), a\($0)]" }
        let found = problems(lines.joined(separator: "\n"))
        #expect(found.first == "array.nesting 10: arrays nest too deep here")
        // A name without a value is compatible with everything, and values that depend on it start over.
        #expect(found.count == 33 && found.allSatisfy { $0.hasPrefix("array.nesting ") })
    }

    @Test func `a long chain of names is computed without exhausting the stack`() throws {
        let lines =
            ["let n = number(3)", "let a0 = n.value + 1"]
            + (0..<20_000).map { "let a\($0 + 1) = a\($0) + 1" }
        let experiment = try Laboratory().run(lines.joined(separator: "\n"))
        #expect(experiment.run.status == .ok)
        #expect(experiment.value("a20000") == "20004")
    }

    @Test func `values that depend on all earlier steps are limited in number`() {
        let lines =
            ["let a0 = 1"]
            + (0..<2100).map { "let n\($0) = number(\($0))\nlet a\($0 + 1) = a\($0) + n\($0).value" }
        let found = problems(lines.joined(separator: "\n"))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("name.dependencies ") == true, "\(found)")
    }

    private struct Counted: ParameterList {
        let number: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            number = parameters.positional("number", "a number")
        }
    }

    /// Counts how often a function is called.
    private final class Counter: Sendable {
        let count = Atomic(0)
    }

    @Test func `what a name stands for is computed once, however often it is used`() throws {
        let counter = Counter()
        let function = Function(
            Declaration<Counted>("counted", "Its argument.", result: .float)
        ) { call in
            counter.count.add(1, ordering: .relaxed)
            return .float(call.number)
        }
        let laboratory = try Laboratory()
        let registry = Registry.fake(tally: laboratory.tally, versions: [:]).adding([], functions: [function])
        let lines =
            ["let n = number(3)", "let a0 = counted(n.value)"]
            + (0..<40).map { "let a\($0 + 1) = counted(a\($0) / a\($0))" }
            + ["let total = sumOf([a40, a40, a39])"]
        let notebook = Notebook.text(
            "```swift-step\n" + lines.joined(separator: "\n") + "\n```\n\n`= a40` and `= a40 + a39`\n")
        let plan = try Plan(for: notebook, registry: registry)
        var options = laboratory.options()
        options.registry = registry
        let run = Runner(options: options, cache: nil).run(plan)
        #expect(run.status == .ok)
        #expect(run.computedValues == [.float(1), .float(2)])
        #expect(counter.count.load(ordering: .relaxed) == 41)
        #expect(plan.bindings.last { $0.name == "a40" }?.steps == [0])
        #expect(plan.steps.last?.dependencies == [0])
    }

    @Test(arguments: ["a/", "./", "a/../", "x"])
    func `a path that is longer than any is refused before it is looked for`(_ part: String) {
        let path = String(repeating: part, count: 20_000)
        let problem = #expect(throws: UnreadableFile.self) {
            _ = try ReadableFiles(beside: "n.md").path(of: path)
        }
        #expect(
            problem?.description
                == "a path of \(NumberText.grouped(path.utf8.count)) bytes is longer than the system takes")
        #expect(problem?.neighbours == [])
    }

    @Test func `an image that stands in many places counts in each`() throws {
        let folder = NSTemporaryDirectory() + "stepbook-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var image = Data.png(1, 1, colourType: 0, bitDepth: 8, rows: [[7]])
        image.append(Data(count: 1_000_000))
        try image.write(to: URL(filePath: folder + "/x.png"))
        func plan(_ count: Int) throws -> Plan {
            let text = String(repeating: "![x](x.png)\n\n", count: count)
            return try Plan(
                for: Notebook(parsing: SourceFile(name: folder + "/n.md", text: text)),
                registry: .fake(tally: Tally(), versions: [:]))
        }
        #expect(try plan(19).images.count == 1)
        let error = #expect(throws: DiagnosticsError.self) { try plan(25) }
        #expect(error?.diagnostics.map(\.id) == ["image.size"])
    }
}
