import Diagnostics
import FoundationEssentials
import TestSupport
import Testing
import Workflow

/// The seed that a call gives in place of the notebook's.
struct SeedArgumentTests {
    private static let data = "let digits = normalize(load(\"builtin\", train: 120, test: 20, seed: 7))\n"

    private static func training(_ seed: String) -> String {
        data + """
            let model = train(
                digits, layers: [flatten, dense(12), relu, dropout(0.2), dense(10)], validation: 0.2, epochs: 2\(seed))
            save(model, to: "m.safetensors")
            """
    }

    private static func experiment(seed: Int) throws -> Experiment {
        var experiment = try Experiment()
        experiment.seed = seed
        return experiment
    }

    private static func hash(_ run: Run) throws -> ContentHash {
        try #require(run.steps.flatMap(\.files).first?.hash)
    }

    @Test func `a training with a seed of its own has the bits of a notebook with that seed`() throws {
        let own = try Self.hash(Self.experiment(seed: 1).run(Self.training(", seed: 3")))
        let notebook = try Self.hash(Self.experiment(seed: 3).run(Self.training("")))
        let other = try Self.hash(Self.experiment(seed: 1).run(Self.training("")))
        #expect(own == notebook)
        #expect(own != other)
    }

    @Test func `another seed of the notebook leaves a training with its own in the cache`() throws {
        var experiment = try Self.experiment(seed: 1)
        #expect(try experiment.runCached(Self.training(", seed: 3")).failures == [])
        experiment.seed = 2
        let again = try experiment.runCached(Self.training(", seed: 3"))
        #expect(again.steps.allSatisfy { $0.outcome == .cached })
        // It is the training of a notebook of that seed, too.
        experiment.seed = 3
        #expect(try experiment.runCached(Self.training("")).steps.allSatisfy { $0.outcome == .cached })
        experiment.seed = 4
        let other = try experiment.runCached(Self.training(""))
        #expect(other.steps.contains { $0.step.step == "train" && $0.outcome == .computed })
    }

    @Test func `the plan names the seed as what changed`() throws {
        let experiment = try Self.experiment(seed: 1)
        #expect(try experiment.runCached(Self.training(", seed: 3")).failures == [])
        let forecast = try experiment.forecast(Self.training(", seed: 4"))
        guard case .toRun(let reasons)? = forecast.first(where: { $0.step.step == "train" })?.state else {
            Issue.record("not to run")
            return
        }
        #expect(reasons == ["seed 3 → 4"])
    }

    @Test func `digits are drawn, and images split, by the seed of the call`() throws {
        func pixels(_ seed: Int, _ call: String) throws -> [Value?] {
            let experiment = try Self.experiment(seed: seed)
            for label in ["a", "b"] {
                for number in 0..<12 {
                    try experiment.folder.write(
                        Data.graymap(1, 2, [UInt8(number * 20), label == "a" ? 100 : 250]),
                        to: "set/\(label)/\(number).pgm")
                }
            }
            let run = try experiment.run("let set = normalize(\(call))")
            #expect(run.failures == [])
            return [run.number("set.mean"), run.number("set.standardDeviation")].map { $0.map(Value.float) }
        }
        for (own, plain) in [
            ("load(\"builtin\", train: 50, test: 10, seed: 5)", "load(\"builtin\", train: 50, test: 10)"),
            ("load(from: \"set\", split: 0.5, seed: 5)", "load(from: \"set\", split: 0.5)"),
        ] {
            let wanted = try pixels(5, plain)
            #expect(try pixels(0, own) == wanted, "\(own)")
            #expect(try pixels(0, plain) != wanted, "\(plain)")
        }
    }

    @Test func `a seed where nothing is drawn is refused, and so is one below 0`() throws {
        let experiment = try Experiment()
        for label in ["a", "b"] {
            try experiment.folder.write(Data.graymap(1, 2, [0, 250]), to: "set/train/\(label)/1.pgm")
            try experiment.folder.write(Data.graymap(1, 2, [0, 250]), to: "set/test/\(label)/1.pgm")
        }
        let (source, found) = experiment.diagnose(
            """
            let a = load(from: "set", seed: ‹1›)
            let b = train(normalize(load("builtin")), layers: [flatten, dense(10)], seed: ‹-1›)
            """)
        source.expect(
            found,
            [
                "load.needs-split: 'seed' draws a split or built-in digits, and here is neither | leave it out",
                "train.out-of-range: 'seed' of 'train' takes 0 or more, but this is -1",
            ])
        #expect(
            found.first?.notes.map(\.message) == [
                "'split: 0.2' keeps a fifth of each class for testing, drawn by the seed"
            ])
    }
}
