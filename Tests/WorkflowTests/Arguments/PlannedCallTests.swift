import Diagnostics
import Notebooks
import Synchronization
import TestSupport
import Testing
import Workflow

struct PlannedCallTests {
    struct Parameters: ParameterList {
        let first: Parameter<Number>
        let whole: Parameter<Int>
        let share: Parameter<Double?>
        let style: Parameter<FakeSteps.Style>

        init(declaring parameters: inout ParameterDeclarations) {
            first = parameters.positional("first", "a number")
            whole = parameters.labelled("whole", limits: .range(1...9), unit: "units", "a whole number")
            share = parameters.labelled("share", "a share; nil for none")
            style = parameters.labelled("style", default: .loud, affectsResult: false, "a style")
        }
    }

    private struct Size: Fact, Equatable {
        let size: Int
    }

    private struct Colour: Fact {}

    private let declaration = Declaration<Parameters>("peek", "Looks.", result: Number.valueType)

    /// Plans a notebook of one cell that calls `peek`, and returns what the plan passed to it.
    private func planned(_ cell: String) throws -> [PlannedCall<Parameters>] {
        let calls = Mutex<[PlannedCall<Parameters>]>([])
        let tally = Tally()
        let peek = FakeStep(
            declaration: declaration, tally: tally,
            planning: { call throws(PlanningProblem) in
                calls.withLock { $0.append(call) }
                return Facts(Size(size: (call.first.facts[Size.self]?.size ?? 0) + 1))
            }
        ) { _, _, _ in StepResult() }
        _ = try Plan(for: .cell(cell), registry: .fake(tally: tally).adding([peek]))
        return calls.withLock { $0 }
    }

    @Test func `a signature has the parameters in the order in which they are declared`() {
        let parameters = declaration.signature.parameters
        #expect(parameters.map(\.name) == ["first", "whole", "share", "style"])
        #expect(parameters.map(\.isPositional) == [true, false, false, false])
        #expect(
            parameters.map(\.type) == [
                .artifact("Number"), .integer, .optional(.float), .symbol(["plain", "loud"]),
            ])
        #expect(parameters.map(\.defaultValue) == [nil, nil, .nothing, .symbol("loud")])
        #expect(parameters.map(\.limits) == [nil, .range(1...9), nil, nil])
        #expect(parameters.map(\.unit) == [nil, "units", nil, nil])
        #expect(parameters.map(\.affectsResult) == [true, true, true, false])
    }

    @Test func `of an argument is known what the notebook itself says`() throws {
        let call = try #require(try planned("peek(number(1), whole: 3, share: number(2).value)").first)
        #expect(call.whole.value == 3)
        #expect(call.whole.isGiven)
        #expect(call.whole.hasValue)
        // A value that a step will compute is unknown, and is not `nil`.
        #expect(call.share.value == nil)
        #expect(call.share.isGiven)
        #expect(!call.share.isNil)
        #expect(!call.share.hasValue)
        #expect(call.share.type == .float)
        #expect(call.style.value == .loud)
        #expect(!call.style.isGiven)
        #expect(call.first.type == Number.valueType)
    }

    @Test func `an argument that is left out is known to be nil`() throws {
        let call = try #require(try planned("peek(number(1), whole: 3)").first)
        #expect(call.share.value == .some(nil))
        #expect(call.share.isNil)
        #expect(!call.share.hasValue)
        #expect(!call.share.isGiven)
    }

    @Test func `facts go from step to step by their type`() throws {
        let cell = "let a = peek(number(1), whole: 1)\nlet b = peek(a, whole: 1)\npeek(b, whole: 1)"
        let calls = try planned(cell)
        #expect(calls.map { $0.first.facts[Size.self] } == [nil, Size(size: 1), Size(size: 2)])
        #expect(calls.last?.first.facts[Colour.self] == nil)
    }

    @Test func `of each type there is one fact`() {
        var facts = Facts(Size(size: 1), Colour())
        facts[Size.self] = Size(size: 2)
        #expect(facts[Size.self] == Size(size: 2))
        #expect(facts[Colour.self] != nil)
        facts[Colour.self] = nil
        #expect(facts[Colour.self] == nil)
    }

    @Test func `further problems of a call stand each at its own argument`() throws {
        let tally = Tally()
        let step = FakeStep(
            declaration: declaration, tally: tally,
            planning: { call throws(PlanningProblem) in
                var problem = PlanningProblem(id: "odd", "it is odd", about: call.whole)
                problem.further = [PlanningProblem(id: "low", "it is low", about: call.share)]
                throw problem
            }
        ) { _, _, _ in StepResult() }
        let registry = try Registry.fake(tally: tally).adding([step])
        for cell in ["peek(number(1), share: 0.1, whole: 3)", "peek(share: 0.1, whole: 3)"] {
            let error = #expect(throws: DiagnosticsError.self) {
                try Plan(for: .cell(cell), registry: registry)
            }
            let found = error?.diagnostics.filter { $0.id != "peek.missing-argument" } ?? []
            #expect(found.map(\.summary) == ["peek.low: it is low", "peek.odd: it is odd"])
        }
    }

    @Test func `a problem stands at the argument that it is about`() throws {
        let tally = Tally()
        let step = FakeStep(
            declaration: declaration, tally: tally,
            planning: { call throws(PlanningProblem) in
                throw PlanningProblem(id: "odd", "it is odd", about: call.whole, notes: ["make it even"])
            }
        ) { _, _, _ in StepResult() }
        let error = #expect(throws: DiagnosticsError.self) {
            try Plan(
                for: .cell("peek(number(1), whole: 3)"), registry: .fake(tally: tally).adding([step]))
        }
        let diagnostic = try #require(error?.diagnostics.first)
        #expect(diagnostic.id == "peek.odd")
        #expect(diagnostic.range.count == 1)
        let source = try #require(error?.source)
        #expect(source.position(of: diagnostic.range.lowerBound).column == 24)
    }

    @Test func `a problem among the facts is a warning at its place, and is told once`() throws {
        let tally = Tally()
        let step = FakeStep(
            declaration: declaration, tally: tally,
            planning: { call throws(PlanningProblem) in
                var facts = call.first.facts
                facts.warnings.append(PlanningProblem(id: "large", "it is large", about: call.whole))
                return facts
            }
        ) { _, _, _ in StepResult() }
        let plan = try Plan(
            for: .cell("let a = peek(number(1), whole: 3)\npeek(a, whole: 4)"),
            registry: .fake(tally: tally).adding([step]))
        #expect(plan.steps.count == 3)
        #expect(plan.warnings.map(\.summary) == Array(repeating: "warning peek.large: it is large", count: 2))
        #expect(
            plan.warnings.map { plan.notebook.source.position(of: $0.range.lowerBound).line } == [2, 3])
    }

    @Test func `a step that is planned knows the folders of data sets, if there is one who does`() throws {
        let tally = Tally()
        let seen = Mutex<[[String]?]>([])
        let step = FakeStep(
            declaration: declaration, tally: tally,
            planning: { call throws(PlanningProblem) in
                seen.withLock { $0.append(call.context.dataDirectories) }
                call.context.report(Progress("looking", fraction: nil))
                return Facts()
            }
        ) { _, _, _ in StepResult() }
        let reports = Mutex<[String]>([])
        let registry = Registry.fake(tally: tally).adding([step])
        _ = try Plan(for: .cell("peek(number(1), whole: 3)"), registry: registry)
        _ = try Plan(
            for: .cell("peek(number(1), whole: 3)"), registry: registry, dataDirectories: ["a", "b"]
        ) { progress in reports.withLock { $0.append(progress.activity) } }
        #expect(seen.withLock { $0 } == [nil, ["a", "b"]])
        #expect(reports.withLock { $0 } == ["looking"])
    }
}
