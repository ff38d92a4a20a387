import FoundationEssentials
import NeuralNet
import Workflow

/// Reads a trained network from a file.
struct LoadModel: Step {
    let version = 5
    let signature = Signature(
        "loadModel",
        "Reads a trained network from a file: a checkpoint or state dict of PyTorch, or safetensors. Nothing in it is executed.",
        parameters: [
            .positional("file", .string, path: .read, "the file"),
            Parameter(
                "for", .optional(.artifact("Dataset")), default: .nothing,
                "the data set whose images it reads: their size, classes and normalization are the network's; nil for a file of 'save', which says them itself"
            ),
            Parameter(
                "layers", .optional(.array(LayerConstructors.kind)), default: .nothing,
                "the network's layers, the first one first; nil for a file of 'save'"),
            Parameter(
                "names", .optional(.array(.string)), default: .nothing,
                "what the layers with parameters are called in the file, in the network's order, without what all names begin with; all other tensors are passed over; nil to take the order of a state dict, or the one that shapes and numbers in names leave"
            ),
            Parameter(
                "key", .optional(.string), default: .nothing,
                "where in the file the network is, such as \"state_dict\" or \"ema.model\": keys of dictionaries, or what the names of its tensors begin with; nil where only one dictionary holds layers that fit"
            ),
        ], result: .artifact("Model"))

    /// The most bytes that a file may have.
    private static let limit = 1 << 31

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        if call.values["for"] == .nothing || call.values["layers"] == .nothing {
            return try planDescribed(call)
        }
        guard let images = ImageFacts(call.facts["for"]), case .array(let layers)? = call.values["layers"]
        else {
            return call.facts["for"] ?? Facts()
        }
        let architecture = try Architecture(LayerConstructors.layers(layers), for: images)
        var facts = images.facts
        let count = ParameterNames.layers(of: architecture).count
        facts.values[ParameterNames.fact] = .integer(count)
        guard case .string(let file)? = call.values["file"], let given = call.values["names"],
            let key = call.values["key"]
        else { return facts }
        var names: [String]?
        if case .array(let texts) = given {
            names = texts.map(\.text)
            if let problem = ParameterNames.problem(with: texts.map(\.text), count: count) {
                throw PlanningProblem(
                    id: "names", problem.message, parameter: "names", element: problem.element)
            }
        }
        let content: TensorFile
        do {
            content = try TensorFile(decoding: Self.read(file, in: call.files))
        } catch {
            throw PlanningProblem(
                id: "file", "'\(file)' cannot be loaded: \(error.reason)", parameter: "file")
        }
        try content.description?.check(architecture, for: images, file: file)
        do {
            _ = try LayerReading(
                of: architecture, from: content, key: key == .nothing ? nil : key.text, names: names)
        } catch {
            throw PlanningProblem(id: "file", "'\(file)' cannot be loaded: \(error)", parameter: "file")
        }
        return facts
    }

    /// The facts of a file that says itself what the network is.
    private func planDescribed(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        for (given, missing) in [("for", "layers"), ("layers", "for")]
        where call.values[missing] == .nothing && call.values[given] != .nothing {
            throw PlanningProblem(
                id: "description", "'\(given)' goes with '\(missing)'", parameter: given,
                notes: ["both say what the network is; a file of 'save' is read without them"])
        }
        for name in ["names", "key"] where call.values[name] != .nothing {
            throw PlanningProblem(
                id: "description", "'\(name)' goes with 'for' and 'layers'", parameter: name)
        }
        guard case .string(let file)? = call.values["file"] else { return Facts() }
        do {
            let record = try Model.described(in: Self.read(file, in: call.files)).model.record
            let architecture = record.architecture
            var facts = ImageFacts(
                shape: architecture.input, classes: architecture.output.count,
                normalization: record.normalization.map {
                    .given(mean: $0.mean, standardDeviation: $0.standardDeviation)
                } ?? .unscaled
            ).facts
            facts.values[ParameterNames.fact] = .integer(ParameterNames.layers(of: architecture).count)
            return facts
        } catch {
            throw PlanningProblem(
                id: "file", "'\(file)' cannot be loaded: \(error.reason)", parameter: "file")
        }
    }

    func findInputs(_ call: StepCall, in context: StepContext) throws -> StepInputs {
        let name = call.string("file")
        return StepInputs(files: [
            StepInputs.File(name: name, data: try Self.read(name, in: context.files))
        ])
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let name = call.string("file")
        do {
            guard call.value("for") != .nothing else {
                let (model, notices) = try Model.described(in: inputs.files[0].data)
                return try Self.result(model, notices.sentences(on: name))
            }
            let data: Dataset = call.artifact("for")
            let examples = data.train.record
            let images = ImageFacts(of: examples)
            let architecture = try Architecture(LayerConstructors.layers(call.array("layers")), for: images)
            let file = try TensorFile(decoding: inputs.files[0].data)
            try file.description?.check(architecture, for: images, file: name)
            let reading = try LayerReading(
                of: architecture, from: file, key: call.optionalString("key"),
                names: call.optionalArray("names")?.map(\.text))
            let model = try Model(
                record: Model.Record(
                    architecture: architecture, classes: examples.classes,
                    normalization: examples.normalization, history: TrainingHistory(),
                    isPicture: examples.isPicture, isFramed: examples.isFramed,
                    digitSize: examples.digitSize),
                parameters: reading.parameters)
            let order =
                file.description == nil ? ClassOrder.notice(on: name, classes: examples.classes) : nil
            return try Self.result(model, reading.notices.sentences(on: name) + (order.map { [$0] } ?? []))
        } catch let problem as PlanningProblem {
            throw StepFailure(([problem.message] + problem.notes).joined(separator: ": "))
        } catch let problem as ModelFileProblem {
            throw StepFailure("'\(name)' cannot be loaded: \(problem)")
        }
    }

    private static func result(_ model: Model, _ notices: [String]) throws -> StepResult {
        StepResult(value: .artifact(try StoredArtifact(model)), notices: notices.map { Notice($0) })
    }

    private static func read(_ name: String, in readable: ReadableFiles) throws -> Data {
        let file = FoundFile(at: try readable.path(of: name), in: readable)
        do throws(FileBytesProblem) {
            return try file.contents(limit: limit)
        } catch {
            throw ModelFileProblem("it \(error)")
        }
    }
}

extension ImageFacts {
    /// What is known of images that are there, as a network takes them.
    fileprivate init(of examples: Examples.Record) {
        self.init(
            shape: examples.shape, classes: examples.classes.count,
            normalization: examples.normalization.map {
                .given(mean: $0.mean, standardDeviation: $0.standardDeviation)
            } ?? .unscaled)
        classNames = examples.classes
    }
}
