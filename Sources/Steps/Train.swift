import NeuralNet
import Workflow

/// Trains a network on the training images of a data set.
struct Train: Step {
    let version = 4
    let dependence: StepDependence = [.seed, .arithmetic]
    let signature = Signature(
        "train", "Trains a network on a data set's training images.",
        parameters: [
            .positional("data", .artifact("Dataset"), "the data set"),
            Parameter("layers", .array(LayerConstructors.kind), "the network's layers, the first one first"),
            Parameter(
                "optimizer", OptimizerConstructors.optimizerKind,
                default: OptimizerConstructors.defaultOptimizer, "how gradients change parameters"),
            Parameter(
                "schedule", OptimizerConstructors.scheduleKind,
                default: OptimizerConstructors.defaultSchedule, "how the learning rate changes"),
            Parameter(
                "epochs", .integer, default: .integer(1), limits: .range(1...100_000),
                "passes over the training images"),
            Parameter(
                "batchSize", .integer, default: .integer(64), limits: .range(1...65_536), unit: "images",
                "images in a step"),
            Parameter(
                "validation", .float, default: .float(0), limits: .range(0..<1),
                "the share of the training images that is held out and measured after each epoch"),
            Parameter(
                "precision", .symbol(Precision.allCases.map(\.rawValue)),
                default: .symbol(Precision.float32.rawValue),
                "how exactly the network computes while it is trained"),
        ], result: .artifact("Model"))

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        let known = ImageFacts(call.facts["data"])
        if case .configuration(let optimizer)? = call.values["optimizer"],
            optimizer.arguments["nesterov"] == .boolean(true), optimizer.arguments["momentum"] == .float(0)
        {
            throw PlanningProblem(
                id: "nesterov", "Nesterov's look-ahead needs a momentum of more than 0",
                parameter: "optimizer")
        }
        if let images = known?.trainingCount, let share = call.values["validation"]?.number,
            let problem = HeldOut.problem(share: share, of: images)
        {
            throw PlanningProblem(
                id: "validation", problem, parameter: "validation",
                notes: ["at least one must be left to train on"])
        }
        guard let known, case .array(let layers)? = call.values["layers"] else {
            return call.facts["data"] ?? Facts()
        }
        let architecture = try Architecture(LayerConstructors.layers(layers), for: known)
        var facts = known.facts
        facts.values[ParameterNames.fact] = .integer(ParameterNames.layers(of: architecture).count)
        if call.values["validation"]?.number == 0 {
            for name in ["validationLoss", "validationAccuracy"] {
                facts.values[Facts.emptyArray(name)] = .string(Self.withoutValidation)
            }
        }
        return facts
    }

    func findInputs(_ call: StepCall, in context: StepContext) throws -> StepInputs {
        let wanted = call.value("precision")
        guard wanted == Self.bfloat16, !KernelLibrary.hasBFloat16 else {
            return StepInputs(choices: [Self.precisionChoice: wanted])
        }
        return StepInputs(
            choices: [Self.precisionChoice: .symbol(Precision.float32.rawValue)],
            notices: [
                Notice(
                    "This processor (\(KernelLibrary.instructionSet)) does not compute with bfloat16, so the network "
                        + "was trained in float32.")
            ])
    }

    private static let withoutValidation =
        "'train' measures it on images held out, of which 'validation:' is the share: 'validation: 0.1'"

    /// What was found out of the processor: it may not have the precision that was asked for.
    private static let precisionChoice = "precision"

    private static let bfloat16 = Value.symbol(Precision.bfloat16.rawValue)

    func continuation(of call: StepCall) -> Continuation? {
        let schedule = OptimizerConstructors.schedule(call.value("schedule"))
        return Continuation(
            parameter: "epochs", unit: "epoch",
            obstacle: schedule.dependsOnTotal ? "the schedule depends on the number of epochs" : nil)
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let data: Dataset = call.artifact("data")
        let examples = data.train.record
        let architecture: Architecture
        do {
            architecture = try Architecture(
                LayerConstructors.layers(call.array("layers")),
                for: ImageFacts(shape: examples.shape, classes: examples.classes.count, normalization: nil))
        } catch {
            throw StepFailure(error.message)
        }
        let (optimizer, learningRate) = OptimizerConstructors.optimizer(call.value("optimizer"))
        let training = Training(
            architecture: architecture, optimizer: optimizer, learningRate: learningRate,
            schedule: OptimizerConstructors.schedule(call.value("schedule")), epochs: call.integer("epochs"),
            batchSize: call.integer("batchSize"), seed: context.seed, threads: context.threads,
            precision: inputs.choices[Self.precisionChoice] == Self.bfloat16 ? .bfloat16 : .float32)
        let (images, validation) = try HeldOut(
            share: call.float("validation"), of: data.train.imageSet(), seed: context.seed
        ).parts
        let start = try context.checkpoint.map { checkpoint in
            let start: TrainingCheckpoint
            do {
                start = try TrainingCheckpoint(
                    decoding: checkpoint.data, of: architecture, optimizer: optimizer)
            } catch {
                throw CacheDamage("a checkpoint cannot be read: \(error)")
            }
            guard start.epochs == checkpoint.progress, training.canGoOn(from: start, on: images) else {
                throw CacheDamage("a checkpoint is not one of this training")
            }
            return start
        }
        var reporter = TrainingReporter(
            epochs: training.epochs, images: images.count, done: start?.epochs ?? 0, context: context)
        let result = try training.run(
            on: images, validation: validation, from: start,
            keep: { context.keep(Checkpoint(progress: $0.epochs, data: try $0.encoded())) },
            progress: { try reporter.report($0) })
        let model = try Model(
            record: Model.Record(
                architecture: architecture, classes: examples.classes,
                normalization: examples.normalization, history: result.history,
                isPicture: examples.isPicture, isFramed: examples.isFramed,
                digitSize: examples.digitSize),
            parameters: result.parameters)
        return StepResult(value: .artifact(try StoredArtifact(model)))
    }
}
