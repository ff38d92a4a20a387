import Foundation
import Notebooks
import Testing
import Workflow

struct EventTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    @Test func `events come in order`() throws {
        let experiment = try laboratory.run(
            """
            //| on-error: continue
            let slow = wait(2)
            let broken = fail("no luck")
            let more = add(slow, broken)
            let told = remark("a")
            """)
        #expect(
            experiment.events.map(\.text) == [
                "began 4", "begin wait", "wait: round 1", "wait: round 2", "end wait computed",
                "begin fail", "end fail failed(\"no luck\")", "end add blocked(by: 1)", "begin remark",
                "warned Found: a", "warned Done: a", "end remark computed",
            ])
    }

    @Test func `a notice is given once, also by a cached step`() throws {
        let code = """
            let first = remark("a")
            let second = remark("a")
            let third = remark("b")
            """
        let notices = ["Found: a", "Done: a", "Found: b", "Done: b"]
        for _ in 1...2 {
            let experiment = try laboratory.run(code)
            #expect(experiment.run.notices.map(\.message) == notices)
            #expect(experiment.warnings == notices)
        }
        // The second one is the first one's result.
        #expect(try laboratory.run(code).ran == [])
    }

    @Test func `information is no warning, and every step has its own, also a cached one`() throws {
        let code = """
            let first = remark("asked")
            let second = remark("asked")
            """
        for outcome in ["computed", "cached"] {
            let experiment = try laboratory.run(code)
            #expect(experiment.warnings == ["Found: asked"])
            #expect(
                experiment.events.map(\.text).filter { $0.hasPrefix("noted") } == [
                    "noted remark first: Done: asked", "noted remark second: Done: asked",
                ])
            #expect(
                experiment.run.notices == [
                    Notice("Found: asked"), Notice("Done: asked", kind: .information),
                ])
            #expect(
                experiment.run.steps.map(\.information) == [
                    [Notice("Done: asked", kind: .information)], [Notice("Done: asked", kind: .information)],
                ])
            #expect(experiment.events.map(\.text).contains("end remark \(outcome)"))
        }
    }

    @Test func `a warning is stored as before there were kinds, and information with its kind`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for (notice, text) in [
            (Notice("A."), #"{"message":"A."}"#),
            (Notice("A.", kind: .information), #"{"kind":"information","message":"A."}"#),
        ] {
            let data = try encoder.encode(notice)
            #expect(String(decoding: data, as: UTF8.self) == text)
            #expect(try JSONDecoder().decode(Notice.self, from: data) == notice)
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Notice.self, from: Data(#"{"kind":"other","message":"A."}"#.utf8))
        }
    }

    @Test func `cancelling ends the current step and all later ones, and finished steps stay cached`()
        throws
    {
        let notebook = Notebook.cell("let one = number(1)\nlet slow = wait(1000000)\nlet two = number(2)")
        let cancellation = Cancellation()
        let stopped = try laboratory.run(notebook, cancellation: cancellation) { event in
            if case .stepProgressed(_, let progress) = event, progress.activity == "round 3" {
                cancellation.request()
            }
        }
        #expect(stopped.outcomes == [.computed, .interrupted, .interrupted])
        #expect(stopped.run.status == .interrupted)
        #expect(stopped.ran == ["number", "wait"])
        #expect(stopped.value("slow") == nil)
        #expect(stopped.value("two") == nil)

        let again = try laboratory.run(
            Notebook.cell("let one = number(1)\nlet slow = wait(3)\nlet two = number(2)"))
        #expect(again.outcomes == [.cached, .computed, .computed])
        #expect(again.run.status == .ok)
    }

    @Test func `a run that is cancelled before it begins does nothing`() throws {
        let cancellation = Cancellation()
        cancellation.request()
        let stopped = try laboratory.run(.cell("let one = number(1)"), cancellation: cancellation)
        #expect(stopped.outcomes == [.interrupted])
        #expect(stopped.ran == [])
        #expect(stopped.events.map(\.text) == ["began 1", "end number interrupted"])
    }
}

extension RunEvent {
    fileprivate var text: String {
        switch self {
        case .began(let plan): "began \(plan.steps.count)"
        case .stepBegan(let step): "begin \(step.step)"
        case .stepProgressed(let step, let progress): "\(step.step): \(progress.activity)"
        case .stepAudited(let step, _): "audited \(step.step)"
        case .stepMended(let step, _): "mended \(step.step)"
        case .stepEnded(let record): "end \(record.step.step) \(record.outcome)"
        case .pruned(let bytes): "pruned \(bytes)"
        case .warned(let message): "warned \(message)"
        case .noted(let step, let message): "noted \(step.step) \(step.name ?? ""): \(message)"
        }
    }
}
