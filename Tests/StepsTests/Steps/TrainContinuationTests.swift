import Testing
import Workflow

/// More epochs of a training with each option: planned as going on or starting over, and the bits of a whole run.
struct TrainContinuationTests {
    private static func cell(epochs: Int, _ arguments: String) -> String {
        """
        let digits = normalize(load("builtin", train: 120, test: 20))
        let model = train(
            digits, layers: [flatten, dense(12), relu, dropout(0.2), dense(10)], batchSize: 32, \
        epochs: \(epochs)\(arguments))
        save(model, to: "m.safetensors")
        """
    }

    private static func hash(_ run: Run) -> ContentHash? {
        run.steps.flatMap(\.files).first?.hash
    }

    private static func beginning(_ forecasts: [StepForecast]) -> String? {
        forecasts.first { $0.step.step == "train" }?.beginning
    }

    @Test(arguments: [
        ", schedule: step(every: 3, factor: 0.1)", ", schedule: exponential(factor: 0.8)",
        ", average: ema(decay: 0.9)", ", clipNorm: 0.5, optimizer: adamW(weightDecay: 0.1, decay: .weights)",
        ", loss: crossEntropy(labelSmoothing: 0.1, classWeights: .balanced), validation: 0.2",
        ", validation: 0.2, keep: .best", ", validation: 0.2, stop: patience(epochs: 1), keep: .best",
    ])
    func `more epochs go on, to the bits of a run of all`(arguments: String) throws {
        let experiment = try Experiment()
        let first = try experiment.runCached(Self.cell(epochs: 2, arguments))
        #expect(first.failures == [])
        #expect(
            try Self.beginning(experiment.forecast(Self.cell(epochs: 5, arguments)))
                == "goes on after epoch 2")
        let further = try experiment.runCached(Self.cell(epochs: 5, arguments))
        let whole = try Experiment().run(Self.cell(epochs: 5, arguments))
        #expect(Self.hash(further) != nil)
        #expect(Self.hash(further) == Self.hash(whole))
        #expect(further.numbers("model.history.loss") == whole.numbers("model.history.loss"))
        let kept = try #require(further.number("model.history.keptEpoch"))
        #expect(kept == whole.number("model.history.keptEpoch"))
        // Counted from the first epoch of all: the place of the least validation loss, or else the last epoch that ran.
        let losses = further.numbers("model.history.validationLoss")
        let best = losses.indices.min { losses[$0] < losses[$1] }
        let last = further.numbers("model.history.loss").count
        #expect(Int(kept) == (arguments.contains("keep: .best") ? best.map { $0 + 1 } : last))
    }

    @Test(arguments: [", schedule: linear(to: 0.1)", ", schedule: cosine(warmup: 0.2)"])
    func `a schedule over the whole training starts over, and the plan says so`(arguments: String) throws {
        let experiment = try Experiment()
        #expect(try experiment.runCached(Self.cell(epochs: 2, arguments)).failures == [])
        #expect(
            try Self.beginning(experiment.forecast(Self.cell(epochs: 5, arguments)))
                == "starts over, since the schedule depends on the number of epochs")
        let further = try experiment.runCached(Self.cell(epochs: 5, arguments))
        #expect(try Self.hash(further) == Self.hash(Experiment().run(Self.cell(epochs: 5, arguments))))
    }

    @Test(arguments: [
        ", average: ema(decay: 0.8)", ", loss: crossEntropy(labelSmoothing: 0.2)", ", clipNorm: 1",
        ", validation: 0.2, stop: patience(epochs: 9)", ", optimizer: adam(decay: .weights)",
        ", schedule: cosine(warmup: 0.2)", ", validation: 0.2, keep: .best",
    ])
    func `another option is another training, which does not go on from the first`(arguments: String) throws {
        let experiment = try Experiment()
        #expect(try experiment.runCached(Self.cell(epochs: 2, "")).failures == [])
        let forecasts = try experiment.forecast(Self.cell(epochs: 5, arguments))
        #expect(Self.beginning(forecasts) == "starts over")
        guard case .toRun(let reasons)? = forecasts.first(where: { $0.step.step == "train" })?.state else {
            Issue.record("not to run")
            return
        }
        #expect(reasons.contains { $0.contains("argument '") && !$0.contains("'epochs'") })
    }
}
