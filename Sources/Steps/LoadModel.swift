import FoundationEssentials
import NeuralNet
import Workflow

/// Reads a trained network from a file.
struct LoadModel: Step {
    let version = 3
    let signature = Signature(
        "loadModel",
        "Reads a trained network from a file: a PyTorch state dict or safetensors. Nothing in it is executed.",
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
                "what the layers with parameters are called in the file, in order; nil to take them in the order of the file"
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
        guard case .string(let file)? = call.values["file"], let given = call.values["names"] else {
            return facts
        }
        var names: [String]?
        if case .array(let texts) = given {
            names = texts.map(\.text)
            if let problem = ParameterNames.problem(with: texts.map(\.text), count: count) {
                throw PlanningProblem(
                    id: "names", problem.message, parameter: "names", element: problem.element)
            }
        }
        do {
            _ = try ParameterNames.parameters(
                from: ParameterNames.tensors(in: Self.read(call.files.path(of: file))), names,
                of: architecture)
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
        if call.values["names"] != .nothing {
            throw PlanningProblem(
                id: "description", "'names' goes with 'for' and 'layers'", parameter: "names")
        }
        guard case .string(let file)? = call.values["file"] else { return Facts() }
        do {
            let record = try Model(describedIn: Self.read(call.files.path(of: file))).record
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
            throw PlanningProblem(id: "file", "'\(file)' cannot be loaded: \(error)", parameter: "file")
        }
    }

    func findInputs(_ call: StepCall, in context: StepContext) throws -> StepInputs {
        let name = call.string("file")
        return StepInputs(files: [
            StepInputs.File(name: name, data: try Self.read(context.files.path(of: name)))
        ])
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        do {
            guard call.value("for") != .nothing else {
                let model = try Model(describedIn: inputs.files[0].data)
                return StepResult(value: .artifact(try StoredArtifact(model)))
            }
            let data: Dataset = call.artifact("for")
            let examples = data.train.record
            let architecture = try Architecture(
                LayerConstructors.layers(call.array("layers")),
                for: ImageFacts(shape: examples.shape, classes: examples.classes.count, normalization: nil))
            let parameters = try ParameterNames.parameters(
                from: ParameterNames.tensors(in: inputs.files[0].data),
                call.optionalArray("names")?.map(\.text),
                of: architecture)
            let model = try Model(
                record: Model.Record(
                    architecture: architecture, classes: examples.classes,
                    normalization: examples.normalization, history: TrainingHistory(),
                    isPicture: examples.isPicture, isFramed: examples.isFramed),
                parameters: parameters)
            return StepResult(value: .artifact(try StoredArtifact(model)))
        } catch let problem as PlanningProblem {
            throw StepFailure(problem.message)
        } catch let problem as ModelFileProblem {
            throw StepFailure("'\(call.string("file"))' cannot be loaded: \(problem)")
        }
    }

    private static func read(_ path: String) throws -> Data {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw ModelFileProblem("it is no file")
        }
        guard attributes[.size] as? Int ?? 0 <= limit else {
            throw ModelFileProblem("it has more than the \(NumberText.bytes(limit)) that are read")
        }
        return try Data(contentsOf: URL(filePath: path))
    }
}
