import Foundation
import Notebooks
import Testing
import Workflow

/// Cached steps are recomputed, to check whether results are the same.
struct AuditTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private static let cell = """
        let one = number(1)
        let two = number(2)
        let sum = add(one, two)
        save(words("abc"), to: "a.txt")
        """

    private func audit(_ count: Int, _ cell: String = cell) throws -> Experiment {
        try laboratory.run(.cell(cell), auditing: count)
    }

    private func audited(in experiment: Experiment) -> [String] {
        experiment.events.compactMap { event in
            if case .stepAudited(let step, _) = event { step.step } else { nil }
        }
    }

    @Test func `the requested number of cached steps is recomputed, different ones each time`() throws {
        _ = try audit(0)
        var ran: [String] = []
        for _ in 0..<5 {
            let experiment = try audit(2)
            #expect(experiment.ran.count == 2)
            #expect(audited(in: experiment) == experiment.ran)
            #expect(experiment.outcomes == Array(repeating: .cached, count: 5))
            #expect(experiment.run.status == .ok)
            ran += experiment.ran
        }
        // Ten audits of five steps: each had its turn twice.
        #expect(
            ran.sorted() == [
                "add", "add", "number", "number", "number", "number", "save", "save", "words", "words",
            ])
        #expect(try audit(100).ran.count == 5)
        #expect(try audit(0).ran == [])
    }

    @Test func `what is not cached is not computed twice`() throws {
        let experiment = try audit(3)
        #expect(experiment.ran == ["number", "number", "add", "words", "save"])
        #expect(audited(in: experiment) == [])
        #expect(try laboratory.run(.cell(Self.cell), cache: .some(nil), auditing: 3).ran.count == 5)
    }

    @Test func `a step that comes out different fails the run and says how`() throws {
        let cell = "let first = drift(false)\nlet next = parity(first)"
        _ = try audit(0, cell)
        let experiment = try audit(2, cell)
        #expect(
            experiment.outcomes == [
                .failed(
                    "computing it again gives another result than the cached one: "
                        + "value is 2 instead of 1; whole is 2 instead of 1"), .blocked(by: 0),
            ])
        #expect(experiment.run.status == .failed)
        let text = "drift(true)"
        _ = try audit(0, text)
        #expect(
            try audit(1, text).outcomes == [
                .failed(
                    "computing it again gives another result than the cached one: "
                        + "2 of the 6 bytes of 'letters' differ, the first at 3")
            ])
    }

    @Test func `an audit whose input is damaged mends it`() throws {
        let cell = "let text = words(\"abc\")\nlet back = reverse(text)"
        _ = try audit(0, cell)
        let hash = ContentHash(of: Data("abc".utf8)).hexadecimal
        try Data("abd".utf8).write(
            to: URL(filePath: "\(laboratory.cacheFolder)/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))"))
        let experiment = try audit(2, cell)
        #expect(experiment.run.status == .ok)
        #expect(try audit(0, cell).warnings == [])
    }
}
