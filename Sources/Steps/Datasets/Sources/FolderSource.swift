import FoundationEssentials
import Workflow

/// A folder of the user's own: with a subfolder of images for each class, or with data files.
struct FolderSource: DatasetSource {
    /// The folder's name in the notebook.
    let name: String

    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts? {
        // Shape and content follow from all of these.
        guard let isInverted = call.invert.value, let channels = call.channels.value,
            let side = call.size.value
        else { return nil }
        if isInverted, channels == .colour {
            throw PlanningProblem(
                id: "channels", Self.colouredInk, about: call.channels, label: "leave it out")
        }
        var known: OwnDataset.Known
        do {
            known = try OwnDataset.known(
                name, in: call.files,
                // Ink is grey, whatever the files' colours.
                form: ImageForm(channels: isInverted ? .grey : channels, side: side)
            ) { call.context.report($0) }
        } catch let faults as ImageFaults {
            throw PlanningProblem(
                id: "data", faults.summary, about: call.from,
                notes: faults.notes)
        } catch {
            throw PlanningProblem(id: "data", "\(error)", about: call.from, notes: noteOnFile(call.files))
        }
        known.facts.content = known.content(isInverted: isInverted)
        if let format = known.dataFiles {
            for argument in [call.channels, call.size] as [any AnyKnownArgument] where argument.hasValue {
                throw PlanningProblem(
                    id: "needs-images", Self.needsImages(argument.parameter.name, name, format),
                    about: argument, label: "leave it out")
            }
        }
        return try call.facts(of: known, named: name)
    }

    private static let colouredInk = "'invert: true' makes ink, which has no colours"

    private static func needsImages(_ parameter: String, _ name: String, _ format: String) -> String {
        "'\(parameter)' goes with image files, and '\(name)' has \(format)"
    }

    /// Whether there is a folder of this name.
    static func isFolder(_ name: String, in files: ReadableFiles) -> Bool {
        guard let path = try? files.path(of: name, lookingAround: false) else { return false }
        return files.status(at: path)?.isFolder == true
    }

    /// What to do with a file where a folder is expected, or with a folder that has a file of all images.
    private func noteOnFile(_ files: ReadableFiles) -> [String] {
        guard let path = try? files.path(of: name, lookingAround: false) else { return [] }
        guard Self.isFolder(name, in: files) else {
            return OtherData.words(onFile: name).map { [$0] } ?? []
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard let file = names.sorted().first(where: { FileSource(name: $0) != nil }) else { return [] }
        return ["a file of all images is named itself: 'load(from: \"\(name)/\(file)\")'"]
    }

    func findInputs(_ call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs {
        let found = try OwnDataset.read(
            name, in: context.files,
            reportingTo: {
                try context.checkCancellation()
                context.report($0)
            })
        var choices = ImageForm(channels: call.channels, side: call.size).choices
        choices["reading"] = .integer(found.version)
        if call.split != nil { choices["seed"] = .string(String(context.seed)) }
        return StepInputs(
            files: [found.folder], choices: choices,
            notices: found.notices
                + ClassTurns.notices(
                    on: found.layout, of: name, train: call.train, test: call.test, split: call.split))
    }

    func load(
        _ call: Call<Load.Parameters>, from inputs: StepInputs, in context: StepContext
    ) throws -> LoadedDataset {
        let folder = inputs.files[0]
        let dataset = try OwnDataset(folder)
        // What was known before the run was checked then.
        guard !call.invert || call.channels != .colour else { throw StepFailure(Self.colouredInk) }
        if let format = dataset.layout.format, call.channels != nil || call.size != nil {
            let parameter = call.size == nil ? "channels" : "size"
            throw StepFailure(Self.needsImages(parameter, folder.name, format.name))
        }
        let loaded = try dataset.load(
            OwnDataset.Choices(
                split: call.split, isInverted: call.invert, seed: context.seed,
                form: ImageForm(channels: call.channels, side: call.size)), in: context)
        let taken = try loaded.dataset.first(call, of: folder.name)
        let classes = try OwnDataset.notices(of: folder.name, classesOf: taken)
        return LoadedDataset(dataset: taken, notices: loaded.notices + classes)
    }
}
