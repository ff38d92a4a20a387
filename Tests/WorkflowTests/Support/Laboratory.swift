import Diagnostics
import Foundation
import Notebooks
import Synchronization
import Testing
import Workflow

/// A folder of its own with a cache, an output folder and data files, and a registry of small steps.
final class Laboratory: Sendable {
    let folder: String
    let tally = Tally()

    init() throws {
        folder = NSTemporaryDirectory() + "stepbook-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder + "/data", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var cacheFolder: String { folder + "/cache" }
    var outputFolder: String { folder + "/output" }
    var cache: StepCache { StepCache(directory: cacheFolder) }

    /// Writes a data file.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder + "/data/" + name))
    }

    /// The bytes of a file in the output folder as text.
    func output(_ path: String) -> String? {
        (try? Data(contentsOf: URL(filePath: outputFolder + "/" + path))).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    func options(
        versions: [String: Int] = [:], threads: Int = 1, cancellation: Cancellation = Cancellation()
    ) -> RunOptions {
        RunOptions(
            registry: .fake(tally: tally, versions: versions), files: ReadableFiles(beside: "test.md"),
            outputDirectory: outputFolder, dataDirectories: [folder + "/data"], downloadDirectory: folder,
            threads: threads, environment: [], started: Date(timeIntervalSince1970: 0),
            cancellation: cancellation)
    }

    /// The plan of a notebook in this laboratory.
    func plan(
        _ notebook: Notebook, versions: [String: Int] = [:], overrides: [(String, String)] = [],
        seed: UInt64? = nil
    ) throws -> Plan {
        try Plan(
            for: notebook, registry: .fake(tally: tally, versions: versions),
            overrides: overrides.map { ParameterOverride(name: $0.0, text: $0.1) }, seed: seed)
    }

    /// Runs a notebook.
    func run(
        _ notebook: Notebook, versions: [String: Int] = [:], threads: Int = 1,
        overrides: [(String, String)] = [], seed: UInt64? = nil, cache: StepCache?? = nil,
        cancellation: Cancellation = Cancellation(), auditing audits: Int = 0,
        handle: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) throws -> Experiment {
        let plan = try plan(notebook, versions: versions, overrides: overrides, seed: seed)
        let events = Mutex<[RunEvent]>([])
        let options = options(versions: versions, threads: threads, cancellation: cancellation)
        let runner = Runner(options: options, cache: cache ?? self.cache) { event in
            events.withLock { $0.append(event) }
            handle(event)
        }
        _ = tally.take()
        let run = runner.run(plan, auditing: audits)
        return Experiment(run: run, ran: tally.take(), events: events.withLock { $0 })
    }

    /// Recomputes a notebook and compares it with its last run.
    func verify(
        _ notebook: Notebook, versions: [String: Int] = [:], overrides: [(String, String)] = [],
        seed: UInt64? = nil, cancellation: Cancellation = Cancellation()
    ) throws -> [Verification.Verdict] {
        let plan = try plan(notebook, versions: versions, overrides: overrides, seed: seed)
        var options = options(versions: versions, cancellation: cancellation)
        options.outputDirectory = folder + "/verified"
        return try Runner(options: options, cache: nil).verify(plan, against: cache).map(\.verdict)
    }

    /// Runs a notebook of one cell.
    func run(_ cell: String) throws -> Experiment { try run(.cell(cell)) }
}

/// A run together with its events.
struct Experiment {
    let run: Run
    /// The steps that did their work, in order.
    let ran: [String]
    let events: [RunEvent]

    var warnings: [String] {
        events.compactMap { event in
            if case .warned(let message) = event { message } else { nil }
        }
    }

    var outcomes: [StepRecord.Outcome] { run.steps.map(\.outcome) }

    /// The value of a name as text; artifacts by their hash, so that equal texts mean equal values.
    func value(_ name: String) -> String? {
        run.bindings.first { $0.name == name }?.value.map { value in
            if case .artifact(let stored) = value { stored.hash.hexadecimal } else { value.text }
        }
    }

    /// The number that a name is bound to.
    func number(_ name: String) -> Double? {
        guard case .artifact(let stored)?? = run.bindings.first(where: { $0.name == name })?.value else {
            return nil
        }
        return (stored.artifact as? Number)?.value
    }
}

extension Notebook {
    /// A notebook from its text.
    static func text(_ text: String) -> Notebook {
        Notebook(parsing: SourceFile(name: "test.md", text: text))
    }

    /// A notebook of one cell, whose first statement stands in line 2.
    static func cell(_ code: String) -> Notebook { text("```swift-step\n" + code + "\n```\n") }
}
