import Figures
import Foundation
import Notebooks
import Synchronization
import Testing
import Workflow

/// Misclassified images: all are read before a run is returned, and those that the cache lost are recomputed.
struct MistakeTests {
    let laboratory: Laboratory
    private let breakage = Breakage()

    init() throws { laboratory = try Laboratory() }

    /// Whether the step fails from now on.
    private final class Breakage: Sendable {
        let isBroken = Mutex(false)
    }

    private var registry: Registry {
        let breakage = breakage
        let judge = FakeStep<Pixels>(
            declaration: Declaration("judge", "Tells images wrong.", result: Judgement.valueType),
            tally: laboratory.tally
        ) { call, _, _ in
            guard !breakage.isBroken.withLock({ $0 }) else { throw FakeFailure(description: "it is broken") }
            return StepResult(value: .artifact(try StoredArtifact(Judgement(call.pixels))))
        }
        return Registry.fake(tally: laboratory.tally).adding([judge], artifacts: [Judgement.self])
    }

    private func run(_ cell: String) throws -> Experiment {
        let plan = try Plan(for: .cell(cell), registry: registry)
        var options = laboratory.options()
        options.registry = registry
        let events = Mutex<[RunEvent]>([])
        let runner = Runner(options: options, cache: laboratory.cache) { event in
            events.withLock { $0.append(event) }
        }
        _ = laboratory.tally.take()
        let run = runner.run(plan)
        return Experiment(run: run, ran: laboratory.tally.take(), events: events.withLock { $0 })
    }

    /// The mistakes that a run lists for each evaluation, with pixels as text.
    private func mistakes(of experiment: Experiment) -> [String] {
        experiment.run.mistakes.map { name, images in
            "\(name) \(String(decoding: images.pixels, as: UTF8.self)) of \(images.total)"
        }
    }

    private func blobPath(of text: String) -> String {
        let hash = ContentHash(of: Data(text.utf8)).hexadecimal
        return "\(laboratory.cacheFolder)/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))"
    }

    @Test func `a run has the images of every evaluation that is bound, in the notebook's order`() throws {
        let cell = "let b = judge(\"one\")\nlet a = judge(\"two\")\njudge(\"three\")\nlet n = number(1)"
        for _ in 1...2 { #expect(mistakes(of: try run(cell)) == ["b one of 3", "a two of 3"]) }
    }

    @Test func `images that the cache lost are recomputed, and the cache is intact again`() throws {
        let cell = "let a = judge(\"one\")\nlet b = judge(\"two\")"
        _ = try run(cell)
        try Data("onf".utf8).write(to: URL(filePath: blobPath(of: "one")))
        let experiment = try run(cell)
        #expect(mistakes(of: experiment) == ["a one of 3", "b two of 3"])
        #expect(experiment.run.status == .ok)
        #expect(experiment.outcomes == [.cached, .cached])
        #expect(experiment.ran == ["judge"])
        #expect(
            experiment.warnings == [
                "the cache is damaged at 'judge' in line 2 (a part of a result is missing or not as it was written); "
                    + "recomputing"
            ])
        let mended = experiment.events.compactMap { event in
            if case .stepMended(let step, _) = event { step.line } else { nil }
        }
        #expect(mended == [2])
        #expect(try Data(contentsOf: URL(filePath: blobPath(of: "one"))) == Data("one".utf8))
        let again = try run(cell)
        #expect(again.ran == [])
        #expect(again.warnings == [])
    }

    @Test func `images that are lost for good are reported, and the run is not good`() throws {
        let cell = "let a = judge(\"one\")\nlet b = judge(\"two\")"
        _ = try run(cell)
        try Data("onf".utf8).write(to: URL(filePath: blobPath(of: "one")))
        breakage.isBroken.withLock { $0 = true }
        let experiment = try run(cell)
        #expect(mistakes(of: experiment) == ["b two of 3"])
        #expect(experiment.run.status == .failed)
        #expect(
            experiment.run.notices.map(\.message) == [
                "Line 2: the images that 'a' misclassified cannot be read: it is broken."
            ])
        #expect(
            experiment.warnings.last
                == "line 2: the images that 'a' misclassified cannot be read: it is broken")
    }
}

private struct Pixels: ParameterList {
    let pixels: Parameter<String>

    init(declaring parameters: inout ParameterDeclarations) {
        pixels = parameters.positional("pixels", "a pixel for each image")
    }
}

/// Misclassified images of one pixel.
private struct Judgement: Artifact {
    static let type = ArtifactType(
        "Judgement", "misclassified images", members: [.init("count", .integer, "the number of images")])

    let pixels: Blob

    init(_ pixels: String) { self.pixels = Blob(Data(pixels.utf8)) }

    init(unpacking packed: PackedArtifact) throws { pixels = try packed.blob("pixels") }

    func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: pixels.count, blobs: ["pixels": pixels])
    }

    func members() throws -> [String: Value] { ["count": .integer(pixels.count)] }

    func mistakes(atMost count: Int) throws -> ImageGrid? {
        let all = try pixels.data()
        return ImageGrid(
            width: 1, height: 1, pixels: all.prefix(count),
            items: all.prefix(count).enumerated().map { index, _ in
                ImageGrid.Item(index: index, label: "a")
            }, total: all.count)
    }
}
