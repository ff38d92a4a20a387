import FoundationEssentials
import NeuralNet
import Workflow

/// Writes a trained network into the output folder.
struct Save: Step {
    let version = 4
    let declaration = Declaration<Parameters>(
        "save",
        "Writes a trained network into the output folder, in the format of the file name's extension.",
        result: .nothing,
        example: #"save(model, to: "mnist_cnn_state.pt", names: ["conv1", "conv2", "fc1", "fc2"])"#)

    struct Parameters: ParameterList {
        let model: Parameter<Model>
        let to: Parameter<String>
        let names: Parameter<[String]?>
        let preprocessing: Parameter<Bool>

        init(declaring parameters: inout ParameterDeclarations) {
            model = parameters.positional("model", "the trained network")
            to = parameters.labelled(
                "to", path: .written,
                "the file's path inside the output folder, with the extension .pt or .pth for a PyTorch state dict, .safetensors, or .onnx"
            )
            names = parameters.labelled(
                "names",
                "the names of the layers with parameters in the file, in order, those of a residual's layers before those of its shortcut; nil for their indices as in torch.nn.Sequential in .pt and .pth, and for conv1, conv2, dense1, … in the other formats"
            )
            preprocessing = parameters.labelled(
                "preprocessing", default: true,
                "whether an .onnx file takes pixels as bytes, 0 to 255, and normalizes them itself; otherwise it takes normalized images"
            )
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        if let path = call.to.value {
            if let problem = Self.problem(with: path) { throw problem.planned(about: call.to) }
            if let preprocessing = call.preprocessing.value,
                let problem = Self.problem(withPreprocessing: preprocessing, in: path)
            {
                throw problem.planned(about: call.preprocessing)
            }
        }
        if case let names?? = call.names.value {
            let layers = call.model.facts[NetworkFacts.self]?.layersWithParameters
            if let problem = ParameterNames.problem(with: names, layers: layers) {
                throw problem.planned(about: call.names)
            }
        }
        return Facts()
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let path = call.to
        if let problem = Self.problem(with: path) { throw problem.failure }
        if let problem = Self.problem(withPreprocessing: call.preprocessing, in: path) {
            throw problem.failure
        }
        let (model, names) = (call.model, call.names)
        let layers = ParameterNames.words(for: model.record.architecture)
        if let names, let problem = ParameterNames.problem(with: names, layers: layers) {
            throw StepFailure(
                "'names' of 'save': \(([problem.message] + problem.notes).joined(separator: "; "))")
        }
        let file =
            if Self.stateDictionaries.contains(where: path.hasSuffix) {
                try stateDictionary(of: model, names, path)
            } else if path.hasSuffix(".onnx") {
                try onnx(of: model, names, hasPreprocessing: call.preprocessing)
            } else {
                try safeTensors(of: model, names)
            }
        return StepResult(files: [.init(path: path, content: Blob(file))])
    }

    private func stateDictionary(of model: Model, _ names: [String]?, _ path: String) throws -> Data {
        let architecture = model.record.architecture
        let tensors = ParameterNames.renamed(
            try model.parameters().tensors, names ?? ParameterNames.sequential(architecture), of: architecture
        )
        let file = path.split(separator: "/").last ?? "model"
        let name = file.prefix(upTo: file.lastIndex(of: ".") ?? file.endIndex)
        return StateDictionary(NamedValue.all(of: tensors, steps: model.record.history.steps)).encoded(
            as: String(name), description: try ModelDescription(of: model.record).encoded())
    }

    private func safeTensors(of model: Model, _ names: [String]?) throws -> Data {
        let architecture = model.record.architecture
        // The format keeps no order, so the description has it.
        let description = try ModelDescription(of: model.record, names: names).encoded()
        let tensors = try model.parameters().tensors
        let values = NamedValue.all(
            of: names.map { ParameterNames.renamed(tensors, $0, of: architecture) } ?? tensors,
            steps: model.record.history.steps)
        return try SafeTensors(
            entries: Self.entries(values),
            metadata: [
                "format": "pt", ModelDescription.metadataKey: String(decoding: description, as: UTF8.self),
            ]
        ).encoded()
    }

    /// Counts first, so that every number begins at a multiple of its size, as the format's own library has it.
    private static func entries(_ values: [NamedValue]) -> [SafeTensors.Entry] {
        var (counts, tensors) = ([SafeTensors.Entry](), [SafeTensors.Entry]())
        for named in values {
            switch named.value {
            case .count(let count): counts.append(SafeTensors.Entry(named.name, count))
            case .tensor(let tensor): tensors.append(SafeTensors.Entry(named.name, tensor))
            }
        }
        return counts + tensors
    }

    private func onnx(of model: Model, _ names: [String]?, hasPreprocessing: Bool) throws -> Data {
        let architecture = model.record.architecture
        let tensors = try model.parameters().tensors
        let file = ONNXModel(
            architecture: architecture,
            tensors: names.map { ParameterNames.renamed(tensors, $0, of: architecture) } ?? tensors,
            normalization: hasPreprocessing ? model.record.normalization ?? .unit : nil,
            description: String(decoding: try ModelDescription(of: model.record).encoded(), as: UTF8.self))
        do {
            return try file.encoded()
        } catch {
            throw StepFailure("the network cannot be saved as ONNX: \(error)")
        }
    }

    /// The extensions of PyTorch's state dicts.
    private static let stateDictionaries = [".pt", ".pth"]

    /// Why the argument `preprocessing` does not apply to a file; `nil` if it does.
    private static func problem(
        withPreprocessing isWanted: Bool, in path: String
    ) -> ArgumentProblem? {
        guard !isWanted, !path.hasSuffix(".onnx") else { return nil }
        return ArgumentProblem(
            id: "preprocessing",
            "'preprocessing' goes with .onnx alone: other files hold no more than the network")
    }

    /// Why a network cannot be saved at a path; `nil` if it can.
    private static func problem(with path: String) -> ArgumentProblem? {
        let parts = ReadableFiles.parts(of: path, omittingEmpty: false)
        if let words = SavedPath.problem(with: path) {
            return ArgumentProblem(
                id: "path", words,
                notes: ["give a file name, or folders and a name joined by '/'"])
        }
        let endings = stateDictionaries + [".safetensors", ".onnx"]
        guard endings.contains(where: { path.hasSuffix($0) && parts.last?.count != $0.count }) else {
            return ArgumentProblem(
                id: "format", "'\(path)' does not end in a format that can be written",
                notes: [
                    "formats: .pt and .pth, which PyTorch reads with torch.load, .safetensors, and .onnx"
                ])
        }
        return nil
    }
}
