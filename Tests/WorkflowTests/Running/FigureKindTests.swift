import Figures
import Notebooks
import Testing
import Workflow

/// Figures of kinds that a program defines.
struct FigureKindTests {
    private struct Dial: FigureContent {
        static let kind = "dial"
        var title: String?
        let angle: Double
        var isPossible: Bool { true }
    }

    /// Another type with the name of an existing kind.
    private struct Impostor: FigureContent {
        static let kind = "table"
        var title: String?
        var isPossible: Bool { true }
    }

    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private func run(
        showing figure: Figure, knowing kinds: [any FigureContent.Type]
    ) throws -> (run: Run, ran: [String]) {
        let step = FakeStep<NoParameters>(
            declaration: Declaration("turn", "Shows a dial.", result: .nothing), tally: laboratory.tally
        ) { _, _, _ in StepResult(figures: [figure]) }
        let registry = Registry.fake(tally: laboratory.tally).adding([step], figures: kinds)
        let plan = try Plan(for: .cell("turn()"), registry: registry)
        var options = laboratory.options()
        options.registry = registry
        let run = Runner(options: options, cache: laboratory.cache).run(plan)
        return (run, laboratory.tally.take())
    }

    @Test func `a kind that the program knows is kept and found again`() throws {
        let figure = Figure(Dial(angle: 30))
        let first = try run(showing: figure, knowing: [Dial.self])
        let second = try run(showing: figure, knowing: [Dial.self])
        #expect(first.ran == ["turn"] && second.ran == [])
        #expect(second.run.steps[0].outcome == .cached)
        #expect(second.run.steps[0].figures == [figure])
    }

    @Test func `a figure of an unknown kind fails its step with a message that says what to do`() throws {
        for figure in [Figure(Dial(angle: 30)), Figure(Impostor())] {
            let run = try run(showing: figure, knowing: []).run
            #expect(
                run.steps[0].outcome
                    == .failed(
                        "this program does not know figures of the kind '\(figure.kind)': register their type in the program, as in '.standard.adding([…], figures: […])'"
                    ))
            #expect(run.status == .failed)
        }
    }

    @Test func `a cached figure of a kind that is no longer known is recomputed`() throws {
        _ = try run(showing: Figure(Dial(angle: 30)), knowing: [Dial.self])
        let later = try run(showing: Figure(Table(columns: [], rows: [])), knowing: [])
        #expect(later.ran == ["turn"])
        #expect(later.run.status == .ok)
    }
}
