import Diagnostics
import Figures
import Foundation
import Notebooks
import Steps
import TestSupport
import Workflow

/// A cell that is planned and run with the standard registry, in a folder of its own.
///
/// Nothing is downloaded from MNIST's mirrors: the publication used here names only those of the test.
struct Experiment {
    var dataDirectories: [String] = []
    var mnist = Publication.nowhere
    /// Further data sets that can be loaded by name.
    var publications: [Publication] = []
    var seed = 0
    var threads = 2
    var cancellation = Cancellation()
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The folder that downloads are put in.
    var downloads: String { folder.path + "/data" }

    /// The notebook with one cell.
    func notebook(_ cell: String) -> String { "---\nseed: \(seed)\n---\n```swift-step\n\(cell)\n```\n" }

    /// The diagnostics of a cell with marked places.
    func diagnose(_ cell: String) -> (source: MarkedSource, found: [Diagnostic]) {
        let marked = MarkedSource(notebook(cell))
        do {
            _ = try Plan(for: Notebook(parsing: marked.source), registry: registry, files: files)
            return (marked, [])
        } catch let error as DiagnosticsError {
            return (marked, error.diagnostics)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// The diagnostics of a cell with marked places, warnings too, as commands find them that know the data folders.
    func check(_ cell: String) -> (source: MarkedSource, found: [Diagnostic]) {
        let marked = MarkedSource(notebook(cell))
        do {
            let plan = try Plan(
                for: Notebook(parsing: marked.source), registry: registry, files: files,
                dataDirectories: dataDirectories)
            return (marked, plan.warnings)
        } catch let error as DiagnosticsError {
            return (marked, error.diagnostics)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// Runs a cell without a cache.
    func run(_ cell: String, handle: @escaping @Sendable (RunEvent) -> Void = { _ in }) throws -> Run {
        Runner(options: options, cache: nil, handle: handle).run(try plan(cell))
    }

    /// Runs a cell with a cache, which lies in `cache`.
    ///
    /// - Parameter audits: how many cached steps are computed again.
    func runCached(
        _ cell: String, auditing audits: Int = 0, handle: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) throws -> Run {
        Runner(options: options, cache: StepCache(directory: folder.path + "/cache"), handle: handle)
            .run(try plan(cell), auditing: audits)
    }

    /// What a run of the cell would do.
    func forecast(_ cell: String) throws -> [StepForecast] {
        try plan(cell).forecast(options: options, cache: StepCache(directory: folder.path + "/cache"))
    }

    private func plan(_ cell: String) throws -> Plan {
        let source = SourceFile(name: "test.md", text: notebook(cell))
        return try Plan(for: Notebook(parsing: source), registry: registry, files: files)
    }

    private var files: ReadableFiles { ReadableFiles(beside: folder.path + "/test.md") }

    private var registry: Registry { .standard(publications: [mnist] + publications) }

    private var options: RunOptions {
        RunOptions(
            registry: registry, files: files, outputDirectory: folder.path + "/output",
            dataDirectories: dataDirectories,
            downloadDirectory: downloads, threads: threads, environment: [],
            started: Date(timeIntervalSince1970: 0),
            cancellation: cancellation)
    }
}

extension Publication {
    /// The real files, to be had nowhere.
    static let nowhere = Publication(
        name: mnist.name, title: mnist.title, train: mnist.trainFiles, test: mnist.testFiles,
        counts: mnist.counts, classes: mnist.classes, mirrors: [])
}

extension Run {
    /// The messages of the steps that failed.
    var failures: [String] {
        steps.compactMap { record in
            if case .failed(let message) = record.outcome { message } else { nil }
        }
    }

    /// The figures in the order they were drawn.
    var figures: [Figure] { steps.flatMap(\.figures) }

    /// The image grids among them.
    var imageGrids: [ImageGrid] {
        figures.compactMap { $0.content as? ImageGrid }
    }

    /// The value of a bound name or of a member: `result.accuracy`.
    func value(_ path: String) -> Value? {
        let names = path.split(separator: ".").map(String.init)
        var value = bindings.first { $0.name == names.first }?.value
        for name in names.dropFirst() {
            guard case .artifact(let stored)? = value else { return nil }
            value = stored.members[name]
        }
        return value
    }

    /// A number among the values.
    func number(_ path: String) -> Double? { value(path)?.number }

    /// An array of numbers among the values.
    func numbers(_ path: String) -> [Double] {
        guard case .array(let values)? = value(path) else { return [] }
        return values.compactMap(\.number)
    }
}
