import FoundationEssentials
import Images
import NeuralNet
import Workflow

/// A file of the user's own with all images: NumPy's arrays in an archive `.npz` or in two files `.npy`, or a table of
/// pixels, `.csv`.
struct FileSource: DatasetSource {
    /// The file's name in the notebook.
    let name: String
    /// The name of the file of labels; `nil` if the call gives none.
    let labels: String?

    /// The formats, by a file's extension.
    private enum Format: String {
        case npz, npy, csv

        /// Raised whenever the same file gives a different data set.
        var version: Int { 2 }
    }

    private let format: Format

    /// Makes the source of a file; `nil` if its extension is of another format, or none.
    init?(name: String, labels: String? = nil) {
        guard let point = name.lastIndex(of: "."),
            let format = Format(rawValue: name[name.index(after: point)...].lowercased())
        else { return nil }
        (self.name, self.labels, self.format) = (name, labels, format)
    }

    /// Whether the labels are in a file of their own.
    var takesLabels: Bool { format == .npy }

    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts? {
        for argument in [call.channels, call.size] as [any AnyKnownArgument] where argument.hasValue {
            throw PlanningProblem(
                id: "needs-images", Self.needsImages(argument.parameter.name, name), about: argument,
                label: "leave it out")
        }
        if let problem = problemWithLabels { throw problem.planned(about: call.from) }
        guard let isInverted = call.invert.value else { return nil }
        let images: FileImages
        do {
            images = try read(files(in: call.files))
        } catch {
            throw PlanningProblem(id: "data", error.reason, about: call.from)
        }
        if let problem = images.problem(isInverted: isInverted) { throw problem.planned(about: call.invert) }
        return try call.facts(of: images.known(isInverted: isInverted), named: name)
    }

    func findInputs(_ call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs {
        var choices: [String: Value] = ["reading": .integer(format.version)]
        if call.split != nil { choices["seed"] = .string(String(context.seed)) }
        return StepInputs(files: try files(in: context.files), choices: choices)
    }

    func load(
        _ call: Call<Load.Parameters>, from inputs: StepInputs, in context: StepContext
    ) throws -> LoadedDataset {
        if call.channels != nil || call.size != nil {
            throw StepFailure(Self.needsImages(call.size == nil ? "channels" : "size", name))
        }
        if let problem = problemWithLabels { throw problem.failure }
        let images = try read(inputs.files)
        if let problem = images.problem(isInverted: call.invert) { throw problem.failure }
        let parts = images.parts(isInverted: call.invert)
        let choices = OwnDataset.Choices(split: call.split, isInverted: call.invert, seed: context.seed)
        let taken = try parts.dataset(named: name, choices).first(call, of: name)
        let classes = try OwnDataset.notices(of: name, classesOf: taken)
        return LoadedDataset(
            dataset: taken, notices: images.notices(of: name, isInverted: call.invert) + classes)
    }

    private static func needsImages(_ parameter: String, _ name: String) -> String {
        "'\(parameter)' goes with image files, and '\(name)' is a file of arrays"
    }

    /// Why images and labels are not together; `nil` if they are.
    private var problemWithLabels: ArgumentProblem? {
        guard takesLabels, labels == nil else { return nil }
        return ArgumentProblem(
            id: "labels", "'\(name)' is one array, and images need their labels",
            notes: [
                "give the array of labels too: 'labels: \"y.npy\"'",
                "or save all arrays in one file, those to test on too: in Python, \(OtherData.savingArrays)",
            ])
    }

    /// The file of the images, and that of the labels if there is one.
    private func files(in readable: ReadableFiles) throws -> [StepInputs.File] {
        try [name, labels].compactMap(\.self).map { name in
            let path = try readable.path(of: name)
            do throws(FileBytesProblem) {
                let file = FoundFile(at: path, in: readable)
                return StepInputs.File(name: name, data: try file.contents(limit: OwnFolder.limit))
            } catch {
                throw DataFileProblem(name, error.description)
            }
        }
    }

    private func read(_ files: [StepInputs.File]) throws(DataFileProblem) -> FileImages {
        let data = files[0].data
        switch format {
        case .npz: return try FileImages(ArrayImages(archive: data, name: name), name: name)
        case .npy:
            let (images, labels) = (files[0], files[files.count - 1])
            return FileImages(
                try ArrayImages.samples(
                    NumPyArray(images.data, name: images.name, holding: .images), images.name,
                    NumPyArray(labels.data, name: labels.name, holding: .labels), labels.name))
        case .csv: return FileImages(try PixelTable(data, name: name).images)
        }
    }
}
