import Diagnostics
import Figures
import TestSupport
import Testing
import Workflow

struct ShowTests {
    private static func tables(_ run: Run) -> [Table] {
        run.figures.compactMap { $0.content as? Table }
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

    @Test func `an artifact's numbers are shown, then the named values`() throws {
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

    @Test func `a history is shown by epoch`() throws {
        let run = try Experiment().run(
            """
            let digits = normalize(load("builtin", train: 60, test: 20))
            let model = train(digits, layers: [flatten, dense(10)], epochs: 3, validation: 0.2)
            show(model.history)
            show(model.history, last: model.history.validationAccuracy.last, all: model.history.loss)
            """)
        #expect(run.failures == [])
        let tables = Self.tables(run)
        let names = ["loss", "accuracy", "validationLoss", "validationAccuracy", "learningRate"]
        #expect(tables.first?.columns == ["epoch"] + names)
        for epoch in 0..<3 {
            let expected =
                [Table.Cell.integer(epoch + 1)]
                + names.map { name in
                    guard case .array(let values)? = run.value("model.history.\(name)"), values.count == 3,
                        case .float(let number) = values[epoch]
                    else { return .text("no \(name)") }
                    return .number(number)
                }
            #expect(tables.first?.rows[epoch] == expected)
        }
        #expect(tables.first?.rows.count == 3)
        guard case .array(let losses)? = run.value("model.history.loss"),
            case .array(let accuracies)? = run.value("model.history.validationAccuracy"),
            case .float(let last)? = accuracies.last
        else {
            Issue.record("no curves")
            return
        }
        #expect(
            tables.last?.rows == [
                [.text("epochs"), .integer(3)], [.text("keptEpoch"), .integer(3)],
                [.text("stoppedEarly"), .boolean(false)], [.text("last"), .number(last)],
                [.text("all"), .text("[" + losses.map(\.text).joined(separator: ", ") + "]")],
            ])
    }

    @Test func `a value without a name is answered by how to name it`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let names = ["a", "b"]
            show(‹digits.count›)
            show(digits, ‹digits.train.count›)
            show(‹names[1]›)
            show(‹1 + 2›)
            """)
        #expect(
            found.map(\.label) == [
                "did you mean 'count: digits.count'?", "did you mean 'count: digits.train.count'?",
                "did you mean 'names: names[1]'?", "did you mean 'value: 1 + 2'?",
            ])
        source.expect(found, found.map(\.summary))
    }

    @Test func `nothing to show is found before anything runs, and says how`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            ‹show()›
            show(‹nil›)
            show(nil, one: 1)
            """)
        source.expect(
            found, Array(repeating: "show.nothing: there is nothing to show", count: 2))
        #expect(
            found.flatMap(\.notes).map(\.message)
                == Array(repeating: "name values, as in show(loss: result.loss)", count: 2))
    }

    @Test func `an element that an array is known not to have is found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin", train: 30, test: 20)
            let model = train(digits, layers: [flatten, dense(10)], epochs: 2, validation: 0.1)
            let result = evaluate(model, on: digits)
            show(
                a: ‹result.confusion.recall[10]›, b: result.confusion.recall[9],
                c: ‹result.confusion.f1[77]›, d: result.confusion.precision[0],
                e: ‹model.history.loss[2]›, f: model.history.validationLoss[1],
                g: ‹model.history.validationAccuracy[2]›)
            let early = train(
                digits, layers: [flatten, dense(10)], epochs: 2, validation: 0.1,
                stop: patience(epochs: 1, of: .validationAccuracy), keep: .best)
            show(a: ‹early.history.loss[2]›, b: early.history.loss[1])
            """)
        func words(_ index: Int, _ last: Int) -> String {
            "element.missing: there is no element [\(index)] in an array whose elements are [0] to [\(last)]"
        }
        source.expect(found, [words(10, 9), words(77, 9), words(2, 1), words(2, 1), words(2, 1)])
        #expect(
            Set(found.flatMap(\.notes).map(\.message)) == [
                "it has one for each class, and there are 10 classes",
                "it has one for each epoch, and the training has 2",
            ])
    }

    @Test func `an argument that is not a value is found before anything runs`() throws {
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
