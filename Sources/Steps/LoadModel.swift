import FoundationEssentials
import NeuralNet
import Workflow

/// Reads a trained network from a file.
struct LoadModel: Step {
    let version = 8
    let declaration = Declaration<Parameters>(
        "loadModel",
        "Reads a trained network from a file: a checkpoint or state dict of PyTorch, or safetensors. Nothing in it is executed.",
        result: Model.valueType,
        example: #"let model = loadModel("mnist_cnn_state.pt")"#)

    struct Parameters: ParameterList {
        let file: Parameter<String>
        let `for`: Parameter<Dataset?>
        let layers: Parameter<[Layer]?>
        let names: Parameter<[String]?>
        let key: Parameter<String?>

        init(declaring parameters: inout ParameterDeclarations) {
            file = parameters.positional("file", path: .read, "the file")
            `for` = parameters.labelled(
                "for",
                "the data set whose images it takes: their size, classes and normalization are the network's; nil for a file of 'save', which has them itself"
            )
            layers = parameters.labelled(
                "layers", "the network's layers in order; nil for a file of 'save'")
            names = parameters.labelled(
                "names",
                "the names of the layers with parameters in the file, in the network's order, those of a residual's layers before those of its shortcut, without their common prefix; all other tensors are skipped; nil to take the order of a state dict, or the one that shapes and numbers in names determine"
            )
            key = parameters.labelled(
                "key",
                "where in the file the network is, such as \"state_dict\" or \"ema.model\": keys of dictionaries, or the prefix of its tensors' names; nil if only one dictionary has layers that fit"
            )
        }
    }

    /// The maximum size of a file in bytes.
    private static let limit = 1 << 31

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        if call.for.isNil || call.layers.isNil {
            return try planDescribed(call)
        }
        guard var images = call.for.facts[ImageFacts.self] else {
            var facts = call.for.facts
            facts[EmptyMembers.self] = History.ofLoadedNetwork
            return facts
        }
        // What the network in the file was trained on is not known.
        images.sources = []
        guard case let layers?? = call.layers.value else { return Facts(images, History.ofLoadedNetwork) }
        let architecture: Architecture
        do {
            architecture = try Architecture(layers, for: images)
        } catch {
            throw error.planned(layers: call.layers, images: call.for)
        }
        let network = NetworkFacts(of: architecture)
        let facts = Facts(images, network, History.ofLoadedNetwork)
        guard let file = call.file.value, let names = call.names.value, let key = call.key.value else {
            return facts
        }
        if let names,
            let problem = ParameterNames.problem(with: names, layers: network.layersWithParameters)
        {
            throw problem.planned(about: call.names)
        }
        let content: TensorFile
        do {
            content = try TensorFile(decoding: Self.read(file, in: call.files))
        } catch {
            throw PlanningProblem(
                id: "file", "'\(file)' cannot be loaded: \(error.reason)", about: call.file)
        }
        do {
            try content.description?.check(architecture, for: images, file: file)
        } catch {
            throw error.planned(layers: call.layers, images: call.for)
        }
        do {
            _ = try LayerReading(of: architecture, from: content, key: key, names: names)
        } catch {
            throw PlanningProblem(id: "file", "'\(file)' cannot be loaded: \(error)", about: call.file)
        }
        return facts
    }

    /// The facts of a file that describes its network.
    private func planDescribed(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        let pairs: [(any AnyKnownArgument, any AnyKnownArgument)] = [
            (call.for, call.layers), (call.layers, call.for),
        ]
        for (given, missing) in pairs where missing.isNil && !given.isNil {
            throw PlanningProblem(
                id: "description", "'\(given.parameter.name)' goes with '\(missing.parameter.name)'",
                about: given,
                notes: ["they describe the network together; a file of 'save' is read without them"])
        }
        for argument in [call.names, call.key] as [any AnyKnownArgument] where !argument.isNil {
            throw PlanningProblem(
                id: "description", "'\(argument.parameter.name)' goes with 'for' and 'layers'",
                about: argument)
        }
        guard let file = call.file.value else { return Facts(History.ofLoadedNetwork) }
        do {
            let record = try Model.described(in: Self.read(file, in: call.files)).model.record
            return Facts(
                ImageFacts(of: record), NetworkFacts(of: record.architecture), History.ofLoadedNetwork)
        } catch {
            throw PlanningProblem(
                id: "file", "'\(file)' cannot be loaded: \(error.reason)", about: call.file)
        }
    }

    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        let name = call.file
        return StepInputs(files: [
            StepInputs.File(name: name, data: try Self.read(name, in: context.files))
        ])
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let name = call.file
        do {
            guard let data = call.for, let layers = call.layers else {
                let (model, notices) = try Model.described(in: inputs.files[0].data)
                return try Self.result(model, notices.sentences(on: name))
            }
            let examples = data.train.record
            let images = ImageFacts(of: examples)
            let architecture = try Architecture(layers, for: images)
            let file = try TensorFile(decoding: inputs.files[0].data)
            try file.description?.check(architecture, for: images, file: name)
            let reading = try LayerReading(
                of: architecture, from: file, key: call.key, names: call.names)
            let model = try Model(
                record: Model.Record(
                    architecture: architecture, classes: examples.classes,
                    normalization: examples.normalization, history: TrainingHistory(),
                    content: examples.content, isFramed: examples.isFramed,
                    digitSize: examples.digitSize),
                parameters: reading.parameters)
            let order =
                file.description == nil ? ClassOrder.notice(on: name, classes: examples.classes) : nil
            return try Self.result(model, reading.notices.sentences(on: name) + (order.map { [$0] } ?? []))
        } catch let problem as NetworkProblem {
            throw problem.failure
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
