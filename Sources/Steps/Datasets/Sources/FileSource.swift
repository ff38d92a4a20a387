import FoundationEssentials
import Images
import NeuralNet
import Workflow

/// A file of the user's own with all images: NumPy's arrays in an archive `.npz`, or a table of pixels, `.csv`.
struct FileSource: DatasetSource {
    /// The file's name in the notebook.
    let name: String

    /// The formats, by a file's extension.
    private enum Format: String {
        case npz, csv

        /// Raised whenever the same file gives a different data set.
        var version: Int { 1 }
    }

    private let format: Format

    /// Makes the source of a file; `nil` if its extension is of another format, or none.
    init?(name: String) {
        guard let point = name.lastIndex(of: "."),
            let format = Format(rawValue: name[name.index(after: point)...].lowercased())
        else { return nil }
        (self.name, self.format) = (name, format)
    }

    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts? {
        for argument in [call.channels, call.size] as [any AnyKnownArgument] where argument.hasValue {
            throw PlanningProblem(
                id: "needs-images", Self.needsImages(argument.parameter.name, name), about: argument,
                label: "leave it out")
        }
        guard let isInverted = call.invert.value else { return nil }
        let images: FileImages
        do {
            images = try read(Self.contents(of: name, in: call.files))
        } catch {
            throw PlanningProblem(id: "data", error.reason, about: call.from)
        }
        if let problem = images.problem(isInverted: isInverted) { throw problem.planned(about: call.invert) }
        return try call.facts(of: images.known(isInverted: isInverted), named: name)
    }

    func findInputs(_ call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs {
        var choices: [String: Value] = ["reading": .integer(format.version)]
        if call.split != nil { choices["seed"] = .string(String(context.seed)) }
        let data = try Self.contents(of: name, in: context.files)
        return StepInputs(files: [StepInputs.File(name: name, data: data)], choices: choices)
    }

    func load(
        _ call: Call<Load.Parameters>, from inputs: StepInputs, in context: StepContext
    ) throws -> LoadedDataset {
        if call.channels != nil || call.size != nil {
            throw StepFailure(Self.needsImages(call.size == nil ? "channels" : "size", name))
        }
        let images = try read(inputs.files[0].data)
        if let problem = images.problem(isInverted: call.invert) { throw problem.failure }
        let parts = images.parts(isInverted: call.invert)
        let choices = OwnDataset.Choices(split: call.split, isInverted: call.invert, seed: context.seed)
        let taken = try parts.dataset(named: name, choices).first(call, of: name)
        return LoadedDataset(dataset: taken, notices: try OwnDataset.notices(of: name, classesOf: taken))
    }

    private static func needsImages(_ parameter: String, _ name: String) -> String {
        "'\(parameter)' goes with image files, and '\(name)' is a file of arrays"
    }

    private static func contents(of name: String, in readable: ReadableFiles) throws -> Data {
        let path = try readable.path(of: name)
        do throws(FileBytesProblem) {
            return try FoundFile(at: path, in: readable).contents(limit: OwnFolder.limit)
        } catch {
            throw DataFileProblem(name, error.description)
        }
    }

    private func read(_ data: Data) throws(DataFileProblem) -> FileImages {
        switch format {
        case .npz: try FileImages(ArrayImages(archive: data, name: name), name: name)
        case .csv: try FileImages(PixelTable(data, name: name).images)
        }
    }
}
