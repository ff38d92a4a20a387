import FoundationEssentials
import NeuralNet
import Workflow

/// Writes a trained network into the output folder.
struct Save: Step {
    let version = 1
    let signature = Signature(
        "save",
        "Writes a trained network into the output folder, in the format that the file's name ends in.",
        parameters: [
            .positional("model", .artifact("Model"), "the trained network"),
            Parameter(
                "to", .string, "the file's path inside the output folder; it ends in .safetensors"),
        ], result: .nothing)

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        if case .string(let path)? = call.values["to"], let problem = Self.problem(with: path) {
            throw PlanningProblem(
                id: problem.id, problem.message, parameter: "to", notes: [problem.note])
        }
        return Facts()
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let path = call.string("to")
        if let problem = Self.problem(with: path) { throw StepFailure("\(problem.message): \(problem.note)") }
        let model: Model = call.artifact("model")
        let description = try JSONEncoder.canonical.encode(
            Description(
                layers: model.record.architecture, normalization: model.record.normalization,
                classes: model.record.classes))
        let file = SafeTensors(
            try model.parameters().tensors,
            metadata: ["format": "pt", "stepbook": String(decoding: description, as: UTF8.self)])
        return StepResult(files: [.init(path: path, content: Blob(try file.encoded()))])
    }

    /// What the file says about the network beside its tensors.
    private struct Description: Encodable {
        let layers: Architecture
        let normalization: Normalization?
        let classes: [String]
    }

    private static func problem(with path: String) -> (id: String, message: String, note: String)? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if path.contains("\0") || parts.contains(where: { ["", ".", ".."].contains($0) }) {
            return (
                "path", "'\(path)' does not lie inside the output folder",
                "give a file name, or folders and a name joined by '/'"
            )
        }
        guard path.hasSuffix(".safetensors"), parts.last != ".safetensors" else {
            return (
                "format", "'\(path)' does not end in a format that can be written",
                "formats: .safetensors, which PyTorch reads with safetensors.torch.load_file"
            )
        }
        return nil
    }
}
