import Diagnostics
import Figures
import TestSupport
import Testing
import Workflow

struct ShowTests {
    private static func tables(_ run: Run) -> [Table] {
        run.figures.compactMap { figure in
            if case .table(let table) = figure { table } else { nil }
        }
    }

    @Test func `named values are shown in their order, whatever their type`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 3, test: 2)
            show(name: "three", training: digits.train.count, share: 0.6, enough: digits.count > 4)
            """)
        #expect(
            Self.tables(run) == [
                Table(
                    columns: ["name", "value"],
                    rows: [
                        [.text("name"), .text("three")], [.text("training"), .integer(3)],
                        [.text("share"), .number(0.6)], [.text("enough"), .boolean(true)],
                    ])
            ])
    }

    @Test func `of a thing its numbers are shown, then what is named`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 3, test: 2)
            show(normalize(digits, mean: 0.5, std: 0.25), part: 1)
            show(digits.test)
            """)
        #expect(
            Self.tables(run).map(\.rows) == [
                [
                    [.text("count"), .integer(5)], [.text("classes"), .integer(10)],
                    [.text("mean"), .number(0.5)],
                    [.text("standardDeviation"), .number(0.25)], [.text("part"), .integer(1)],
                ],
                [
                    [.text("count"), .integer(2)], [.text("classes"), .integer(10)],
                    [.text("height"), .integer(28)], [.text("width"), .integer(28)],
                ],
            ])
    }

    @Test func `nothing to show is a failure that says how`() throws {
        #expect(
            try Experiment().run("show()").failures == [
                "there is nothing to show: name values, as in show(loss: result.loss)"
            ])
    }

    @Test func `what is no value is found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            show(digits: ‹digits›)
            show(‹3›)
            """)
        #expect(found.map(\.id) == ["show.wrong-type", "show.wrong-type"])
        source.expect(found, found.map(\.summary))
    }
}
