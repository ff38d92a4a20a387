import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// A training that goes on from a network of other classes, and networks without anything to learn.
struct TransferredClassTests {
    private let bench: ModelBench

    /// Images in as many classes of other names, beside those of the bench.
    init() throws {
        bench = try ModelBench()
        for label in ["x", "y"] {
            for number in 0..<2 {
                try bench.experiment.folder.write(
                    .graymap(2, 1, [UInt8(number), 200]), to: "renamed/\(label)/\(number).pgm")
            }
        }
    }

    private static let base = """
        let set = load(from: "set", split: 0.5)
        let renamed = load(from: "renamed", split: 0.5)
        let squares = load(from: "squares", split: 0.5)
        let base = train(set, layers: [flatten, dense(3), relu, dense(2)])

        """

    @Test(arguments: ["from: ‹base›", "layers: [flatten, dense(3), relu, dense(2)], from: ‹base›"])
    func `outputs that were trained for other classes are warned of, and told in the report`(
        arguments: String
    ) throws {
        let cell = Self.base + "let model = train(renamed, \(arguments))"
        let (source, found) = bench.experiment.check(cell)
        let words =
            "the outputs of the trained network stand for 'a', 'b', and go on from there for 'x', 'y'"
        source.expect(found, ["warning train.classes: \(words)"])
        #expect(found.first?.notes.count == 1)
        let run = try bench.experiment.run(
            cell.replacing("‹", with: "").replacing("›", with: ""))
        #expect(run.failures == [])
        let notices = run.notices.map(\.message)
        #expect(notices.contains { $0.hasPrefix("T" + words.dropFirst()) }, "\(notices)")
    }

    @Test(arguments: [
        "set, from: base",
        // What the warning advises.
        "renamed, layers: [flatten, dense(3), relu, dropout(0.1), dense(2)], from: base",
    ])
    func `the same classes, and outputs that are new, are not warned of`(arguments: String) throws {
        let cell = Self.base + "let model = train(\(arguments))"
        #expect(bench.experiment.check(cell).found == [])
        let run = try bench.experiment.run(cell)
        #expect(run.failures == [])
        #expect(!run.notices.contains { $0.message.contains("stand for") })
    }

    @Test func `a network without parameters is refused before anything runs`() throws {
        let (source, found) = bench.experiment.diagnose(
            Self.base
                + """
                let first = train(set, layers: ‹[flatten]›)
                let second = train(squares, layers: ‹[flatten, relu, dropout(0.1)]›)
                let third = train(set, layers: ‹[flatten]›, from: base)
                """)
        source.expect(
            found,
            Array(
                repeating:
                    "train.no-parameters: the network has no parameters, so there is nothing that it could learn",
                count: 3))
        #expect(
            Set(found.flatMap(\.notes).map(\.message)) == [
                "add a layer with parameters, such as 'dense', which ends most networks"
            ])
    }
}
