import Diagnostics
import Notebooks
import TestSupport
import Testing
import Workflow

struct SweepArgumentTests {
    private let swept = SweptNotebook(
        """
        seed: 3
        sweep:
          size: [32, 64]
          rate: [0.1, 0.2]
          optimizer: [adam, sgd]
        zip: [rate, optimizer]
        repeat: 2
        """)

    @Test func `without arguments the notebook's sweep is run`() throws {
        let sweep = try swept.sweep()
        #expect(sweep.axes.map(\.name) == ["size", "rate", "optimizer"])
        #expect(sweep.axes[1].values == .list([.float(0.1), .float(0.2)]))
        #expect(sweep.zips == [["rate", "optimizer"]])
        #expect(sweep.repeats == 2)
        #expect(sweep.fixed.overrides == [])
    }

    @Test func `a list takes the place of the notebook's values`() throws {
        let sweep = try swept.sweep([("size", "8,16,24")])
        #expect(sweep.axes.map(\.name) == ["size", "rate", "optimizer"])
        #expect(sweep.axes[0].values == .list([.integer(8), .integer(16), .integer(24)]))
        #expect(sweep.fixed.names == [])
    }

    @Test func `a list of another parameter is added at the end`() throws {
        #expect(
            try swept.shown([("deep", "true,false"), ("size", "8,16")]) == [
                "size=8, rate=0.1, optimizer=adam, deep=true", "size=8, rate=0.1, optimizer=adam, deep=false",
                "size=8, rate=0.2, optimizer=sgd, deep=true", "size=8, rate=0.2, optimizer=sgd, deep=false",
                "size=16, rate=0.1, optimizer=adam, deep=true",
                "size=16, rate=0.1, optimizer=adam, deep=false",
                "size=16, rate=0.2, optimizer=sgd, deep=true", "size=16, rate=0.2, optimizer=sgd, deep=false",
            ])
    }

    @Test func `one value holds for all settings`() throws {
        let sweep = try swept.sweep([("size", "8"), ("epochs", "+3")])
        #expect(sweep.axes.map(\.name) == ["rate", "optimizer"])
        #expect(sweep.fixed == SweepSetting(names: ["size", "epochs"], values: [.integer(8), .integer(3)]))
        #expect(sweep.fixed.description == "size=8, epochs=3")
    }

    @Test func `a parameter with one value moves with none`() throws {
        let sweep = try swept.sweep([("rate", "0.5")])
        #expect(sweep.zips == [])
        #expect(try swept.shown([("rate", "0.5"), ("size", "1")]) == ["optimizer=adam", "optimizer=sgd"])
    }

    @Test func `parameters that move together may both be given`() throws {
        #expect(
            try swept.shown([("rate", "1,2,3"), ("optimizer", "a,b,c"), ("size", "1")]) == [
                "rate=1, optimizer=a", "rate=2, optimizer=b", "rate=3, optimizer=c",
            ])
    }

    @Test func `the number of repeats is replaced`() throws {
        #expect(try swept.settings(repeats: 4).seeds == [3, 4, 5, 6])
        #expect(try swept.settings(repeats: 1).seeds == [3])
    }

    @Test func `a notebook without a sweep is swept by the command line alone`() throws {
        let plain = SweptNotebook("title: x")
        #expect(plain.notebook.frontMatter.sweep == nil)
        let settings = try plain.settings([("rate", "0.001,3e-3"), ("size", "1,2")], repeats: 2)
        #expect(
            settings.settings.map(\.description) == [
                "rate=0.001, size=1", "rate=0.001, size=2", "rate=0.003, size=1", "rate=0.003, size=2",
            ])
        #expect(settings.seeds == [0, 1])
    }

    @Test func `without a range left nothing is drawn`() throws {
        let drawn = SweptNotebook("sweep:\n  rate: {from: 0, to: 1}\n  size: [1, 2]\nrandom: 7")
        #expect(try drawn.shown().count == 7)
        #expect(
            try drawn.shown([("rate", "0.5,1")]) == [
                "rate=0.5, size=1", "rate=0.5, size=2", "rate=1, size=1", "rate=1, size=2",
            ])
        #expect(try drawn.shown([("size", "1")]).count == 7)
    }

    @Test(arguments: [
        ("sise", "1,2", "params.unknown: the notebook has no parameter 'sise' | did you mean 'size'?", 3..<7),
        ("size", "1,x", "params.wrong-type: 'size' takes a whole number, but 'x' is not", 10..<11),
        ("size", "1.5", "params.wrong-type: 'size' takes a whole number, but '1.5' is not", 8..<11),
        (
            "size", "10,,2",
            "params.empty-value: a value of 'size' is missing | leave out the comma, or write a value",
            11..<11
        ),
        (
            "optimizer", "a,",
            "params.empty-value: a value of 'optimizer' is missing | leave out the comma, or write a value",
            15..<15
        ),
        (
            "rate", "0.1,2,.1", "params.duplicate-value: 'rate' has the value '.1' twice | leave one out",
            14..<16
        ),
        ("rate", "1,1e999", "params.too-large: '1e999' is too large for 'rate'", 10..<15),
        (
            "deep", "true,no",
            "params.wrong-type: 'deep' takes true or false, but 'no' is not | write 'false'", 13..<15
        ),
        (
            "rate", "1,2,3",
            "sweep.zip-length: 'rate' moves together with 'optimizer', which has 2 values, but this has 3 | give 2 values, or both parameters",
            8..<13
        ),
    ])
    func `an argument that does not fit is reported at its place`(
        name: String, text: String, expected: String, place: Range<Int>
    ) throws {
        let problem = #expect(throws: ParameterOverrideProblem.self) { try swept.sweep([(name, text)]) }
        #expect(problem?.diagnostics.map(\.summary) == [expected])
        #expect(problem?.diagnostics.map(\.range) == [place])
        #expect(problem?.source.text == "-P \(name)=\(text)")
    }

    @Test func `all mistakes of the arguments are reported at once`() throws {
        let problem = #expect(throws: ParameterOverrideProblem.self) {
            try swept.sweep([("size", "1,y"), ("size", "3"), ("other", "2")], repeats: 0)
        }
        let words = try #require(problem)
        #expect(words.source.text == "-P size=1,y -P size=3 -P other=2 --repeat 0")
        #expect(
            words.diagnostics.map(\.summary) == [
                "params.wrong-type: 'size' takes a whole number, but 'y' is not",
                "params.given-twice: 'size' is given twice | leave one out",
                "params.unknown: the notebook has no parameter 'other'",
                "sweep.repeats: '--repeat' takes a whole number from 1 | each setting is run with so many seeds",
            ])
        #expect(words.diagnostics.map(\.range) == [10..<11, 15..<19, 25..<30, 42..<43])
    }

    @Test func `too many runs are reported at the argument that makes them`() throws {
        let numbers = (1...300).map(String.init).joined(separator: ",")
        let list = #expect(throws: ParameterOverrideProblem.self) {
            try swept.sweep([("size", numbers), ("epochs", numbers), ("deep", "true")])
        }
        #expect(
            list?.diagnostics.map(\.summary) == [
                "sweep.size: a sweep has at most 100\u{202F}000 runs, and this has 360\u{202F}000 | give fewer values or repeats"
            ])
        let place = list.map { $0.source.text(in: $0.diagnostics[0].range) }
        #expect(place.map(String.init) == numbers)
        #expect(list?.diagnostics[0].range.lowerBound ?? 0 > numbers.utf8.count)
        let repeats = #expect(throws: ParameterOverrideProblem.self) { try swept.sweep(repeats: .max) }
        #expect(repeats?.diagnostics.map(\.id) == ["sweep.size"])
        #expect(repeats?.diagnostics.map(\.range.lowerBound) == ["--repeat ".utf8.count])
    }

    @Test func `repeats for which there are no seeds are reported`() throws {
        let last = SweptNotebook("seed: 18446744073709551615")
        let problem = #expect(throws: ParameterOverrideProblem.self) { try last.sweep(repeats: 2) }
        #expect(
            problem?.diagnostics.map(\.summary) == [
                "sweep.seeds: there are no 2 seeds from 18446744073709551615 on | the largest is 18446744073709551615"
            ])
        #expect(try last.settings(repeats: 1).seeds == [.max])
    }

    @Test func `the parameter that is halved takes one value`() throws {
        let halved = SweptNotebook("sweep:\n  size: [1, 2]\nhalve: {parameter: epochs, from: 2}")
        #expect(try halved.sweep([("epochs", "20")]).halving?.from == 2)
        let problem = #expect(throws: ParameterOverrideProblem.self) {
            try halved.sweep([("epochs", "2,4")])
        }
        #expect(
            problem?.diagnostics.map(\.summary) == [
                "sweep.halve-swept: 'epochs' cannot be swept and halved | give one value"
            ])
    }
}
