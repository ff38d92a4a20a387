import NeuralNet
import Workflow

/// Trains a network on the training images of a data set.
struct Train: Step {
    let version = 5
    let dependence: StepDependence = [.seed, .arithmetic]
    let declaration = Declaration<Parameters>(
        "train",
        "Trains a network on a data set's training images: a new one, or one that goes on from a trained network.",
        result: Model.valueType,
        example: Train.examples)

    struct Parameters: ParameterList {
        let data: Parameter<Dataset>
        let layers: Parameter<[Layer]?>
        let from: Parameter<Model?>
        let freeze: Parameter<Int>
        let optimizer: Parameter<OptimizerSetting>
        let schedule: Parameter<LearningRateSchedule>
        let epochs: Parameter<Int>
        let batchSize: Parameter<Int>
        let validation: Parameter<Double>
        let precision: Parameter<Precision>
        let loss: Parameter<LossSetting>
        let clipNorm: Parameter<Double?>
        let average: Parameter<AverageSetting?>
        let stop: Parameter<StoppingSetting?>
        let keep: Parameter<KeptEpoch>
        let seed: Parameter<Int?>

        init(declaring parameters: inout ParameterDeclarations) {
            data = parameters.positional("data", "the data set")
            layers = parameters.labelled(
                "layers",
                "the network's layers in order; nil for those of the network that 'from' names, with a new last 'dense' where the number of classes differs"
            )
            from = parameters.labelled(
                "from",
                "a trained network to go on from: its leading layers that are equal to this network's, of the same arguments and tensors' shapes, give their parameters and running statistics; nil for a new network"
            )
            freeze = parameters.labelled(
                "freeze", default: 0, limits: .atLeast(0), unit: "layers",
                "the number of layers, the first ones of the list, that come from the trained network and stay as they are: a 'residual' counts as one, a 'relu' too; their batch normalization takes its running statistics, their dropout does nothing"
            )
            optimizer = parameters.labelled(
                "optimizer", default: OptimizerSetting.adam,
                "the optimizer, which updates parameters by their gradients")
            schedule = parameters.labelled(
                "schedule", default: LearningRateSchedule.constantRate, "the learning rate schedule")
            epochs = parameters.labelled(
                "epochs", default: 1, limits: .range(1...100_000), "passes over the training images")
            batchSize = parameters.labelled(
                "batchSize", default: 64, limits: .range(1...65_536), unit: "images",
                "the number of images in a step")
            validation = parameters.labelled(
                "validation", default: 0, limits: .range(0..<1),
                "the share of the training images that is held out for validation after each epoch; 0 for a data set with validation images of its own, which are used then"
            )
            precision = parameters.labelled(
                "precision", default: .float32, "the numeric precision of the training")
            loss = parameters.labelled(
                "loss", default: LossSetting.crossEntropy,
                "what is minimized, and what the history has as loss of training and validation images")
            clipNorm = parameters.labelled(
                "clipNorm", limits: .moreThan(0),
                "the largest norm of all gradients together, to which greater ones are scaled before a step; nil for no limit"
            )
            average = parameters.labelled(
                "average",
                "an average of the weights over the steps, which is then validated and is the resulting network; nil for the weights after the last step"
            )
            stop = parameters.labelled("stop", "when to stop before the last epoch; nil for never")
            keep = parameters.labelled(
                "keep", default: .last,
                "the epoch whose network is the result: the last, or the best by the measurement that 'stop' watches, or else by the validation loss"
            )
            seed = parameters.labelled(
                "seed", limits: .atLeast(0), affectsResult: false,
                "the seed of the initial parameters, the order of the images, the held-out ones and dropout; nil for the notebook's"
            )
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        let known = call.data.facts[ImageFacts.self]
        if let optimizer = call.optimizer.value?.optimizer, let problem = Self.problem(with: optimizer) {
            throw problem.planned(about: call.optimizer)
        }
        if let schedule = call.schedule.value, let rate = call.optimizer.value?.learningRate,
            let problem = schedule.problem(learningRate: rate)
        {
            throw problem.planned(about: call.schedule)
        }
        if let known, known.hasValidation, let share = call.validation.value, share > 0 {
            throw Self.twoValidations.planned(about: call.validation)
        }
        if let images = known?.trainingCount, let share = call.validation.value,
            let problem = HeldOut.problem(share: share, of: images)
        {
            throw problem.planned(about: call.validation)
        }
        if let known, let share = call.validation.value {
            let isValidated = share > 0 || known.hasValidation
            if case let stop?? = call.stop.value,
                let problem = EpochSelection(stop: stop, keep: .last).problem(
                    isValidated: isValidated)
            {
                throw problem.planned(about: call.stop)
            }
            if let keep = call.keep.value,
                let problem = EpochSelection(stop: nil, keep: keep).problem(
                    isValidated: isValidated)
            {
                throw problem.planned(about: call.keep)
            }
        }
        if let known, let problem = call.loss.value?.problem(with: known.classNames) {
            throw problem.planned(about: call.loss)
        }
        let warnings = Self.warnings(on: call)
        let trained = call.from.facts[NetworkFacts.self]?.architecture
        guard let known, let layers = call.layers.value, let frozen = call.freeze.value,
            call.from.isNil || trained != nil
        else {
            var facts = call.data.facts
            facts.warnings = warnings
            return facts
        }
        let origin: NetworkOrigin
        do {
            origin = try NetworkOrigin(layers: layers, from: trained, for: known, frozenLayers: frozen)
        } catch {
            throw error.planned(call)
        }
        let batches = Self.batches(of: call, images: known, origin.architecture, frozenLayers: frozen)
        if let problem = batches?.planned(call) { throw problem }
        var images = known
        images.sources.formUnion(call.from.facts[ImageFacts.self]?.sources ?? [])
        images.trainingData = call.data.name
        var facts = Facts(images, NetworkFacts(of: origin.architecture))
        facts.warnings =
            warnings
            + [
                Self.warning(onClassesOf: known)?.planned(about: call.data),
                call.from.facts[ImageFacts.self].flatMap {
                    origin.problem(withClasses: known.classNames, after: $0.classNames)
                }?.planned(about: call.from),
                batches?.warning?.planned(about: call.batchSize),
            ].compactMap(\.self)
        if let epochs = call.epochs.value { facts[MemberCounts.self] = History.counts(epochs: epochs) }
        if call.validation.value == 0, !known.hasValidation {
            facts[EmptyMembers.self] = EmptyMembers(
                [History.validationLoss, History.validationAccuracy], advice: Self.withoutValidation)
        }
        return facts
    }

    /// The batches of a call, as far as they are known; `nil` if their size is not.
    private static func batches(
        of call: PlannedCall<Parameters>, images: ImageFacts, _ network: Architecture, frozenLayers: Int
    ) -> TrainingBatches? {
        guard let size = call.batchSize.value else { return nil }
        let count: Int? =
            if let all = images.trainingCount, let share = call.validation.value {
                HeldOut.trainingCount(share: share, of: all)
            } else {
                nil
            }
        return TrainingBatches(size: size, images: count, of: network, frozenLayers: frozenLayers)
    }

    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        var precision = call.precision
        var notices: [Notice] = []
        if precision == .bfloat16, !KernelLibrary.hasBFloat16 {
            precision = .float32
            notices = [
                Notice(
                    "This processor (\(KernelLibrary.instructionSet)) does not compute with bfloat16, so the network "
                        + "was trained in float32.")
            ]
        }
        var inputs = StepInputs(choices: [Self.precisionChoice: precision.literal], notices: notices)
        inputs.seed = context.seeded(by: call.seed).seed
        return inputs
    }

    /// That a trained network knows images of another normalization, in words; `nil` if it does not.
    private static func words(
        onImagesOf model: Model, as normalization: Normalization?
    ) -> String? {
        let before = PlannedNormalization(of: model.record.normalization)
        let now = PlannedNormalization(of: normalization)
        guard now.differs(from: before) else { return nil }
        let advice = model.record.normalization.map {
            ": 'normalize(data, \($0.arguments))' gives it the same"
        }
        return
            "The trained network knows images that are \(before.words), and these are \(now.words)\(advice ?? "")."
    }

    /// Why an optimizer cannot be used; `nil` if it can.
    private static func problem(with optimizer: Optimizer) -> ArgumentProblem? {
        guard case .sgd(momentum: 0, _, nesterov: true) = optimizer else { return nil }
        return ArgumentProblem(id: "nesterov", "Nesterov's look-ahead needs a momentum of more than 0")
    }

    /// That there is nothing to learn of images of these classes; `nil` if there is.
    private static func warning(onClassesOf images: ImageFacts) -> ArgumentProblem? {
        guard images.classes == 1 else { return nil }
        return ArgumentProblem(
            id: "classes",
            "all images are of one class, '\(images.classNames[0])', so there is nothing to tell apart",
            notes: [images.adviceOnOneClass])
    }

    private static let twoValidations = ArgumentProblem(
        id: "validation", "the data set has validation images of its own, so none are held out",
        label: "leave it out")

    private static let withoutValidation =
        "'train' measures it on held-out images, whose share is 'validation:': 'validation: 0.1'"

    /// The precision that is used: the CPU may not support the requested one.
    private static let precisionChoice = "precision"

    func continuation(of call: Call<Parameters>) -> Continuation? {
        Continuation(
            of: call, to: \.epochs, unit: "epoch",
            obstacle: call.schedule.dependsOnTotal ? "the schedule depends on the number of epochs" : nil)
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let context = context.seeded(by: call.seed)
        let data = call.data
        let examples = data.train.record
        let optimizer = call.optimizer.optimizer
        let selection = EpochSelection(stop: call.stop, keep: call.keep)
        if let problem = Self.problem(with: optimizer)
            ?? call.schedule.problem(learningRate: call.optimizer.learningRate) ?? call.loss.problem(
                with: examples.classes)
            ?? selection.problem(isValidated: call.validation > 0 || data.validation != nil)
        {
            throw problem.failure
        }
        let origin: NetworkOrigin
        do {
            origin = try NetworkOrigin(
                layers: call.layers, from: call.from?.record.architecture, for: ImageFacts(of: examples),
                frozenLayers: call.freeze)
        } catch {
            throw error.failure
        }
        let architecture = origin.architecture
        let images: ImageSet
        let validation: ImageSet?
        if let own = data.validation {
            guard call.validation == 0 else { throw Self.twoValidations.failure }
            (images, validation) = try (data.train.imageSet(), own.imageSet())
        } else {
            (images, validation) = try HeldOut(
                share: call.validation, of: data.train.imageSet(), seed: context.seed
            ).parts
        }
        let batches = TrainingBatches(
            size: call.batchSize, images: images.count, of: architecture, frozenLayers: call.freeze)
        if let problem = batches.problem { throw problem.failure }
        let training = Training(
            architecture: architecture, optimizer: optimizer, learningRate: call.optimizer.learningRate,
            schedule: call.schedule, epochs: call.epochs,
            batchSize: call.batchSize, seed: context.seed, threads: context.threads,
            precision: inputs.choices[Self.precisionChoice].flatMap(Precision.init(argument:)) ?? .float32,
            loss: call.loss.loss(of: images.labels, classes: examples.classes.count),
            options: UpdateOptions(
                decayed: call.optimizer.decayed, gradientLimit: call.clipNorm,
                averageDecay: call.average?.decay, frozenLayers: call.freeze), selection: selection,
            initial: try origin.parameters(from: call.from, seed: context.seed))
        let start = try context.checkpoint.map { checkpoint in
            let start: TrainingCheckpoint
            do {
                start = try TrainingCheckpoint(
                    decoding: checkpoint.data, of: architecture, optimizer: optimizer,
                    hasAverage: call.average != nil, hasBest: selection.keepsBest,
                    frozenLayers: call.freeze)
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
                content: examples.content, isFramed: examples.isFramed,
                digitSize: examples.digitSize),
            parameters: result.parameters)
        let notices = [
            origin.words.map { Notice($0, kind: .information) },
            origin.words(onClasses: examples.classes, after: call.from?.record.classes).map { Notice($0) },
            call.from.flatMap { Self.words(onImagesOf: $0, as: examples.normalization) }.map { Notice($0) },
            selection.words(on: result.history).map { Notice($0, kind: .information) },
        ].compactMap(\.self)
        return StepResult(value: .artifact(try StoredArtifact(model)), notices: notices)
    }
}
