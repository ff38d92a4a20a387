import FoundationEssentials
import Workflow

/// A folder of the user's own: with a subfolder of images for each class, or with data files.
struct FolderSource: DatasetSource {
    /// The folder's name in the notebook.
    let name: String

    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts {
        var known: OwnDataset.Known
        do {
            known = try OwnDataset.known(name, in: call.files)
        } catch let faults as ImageFaults {
            throw PlanningProblem(
                id: "data", faults.summary, about: call.from,
                notes: faults.details + (faults.advice.map { [$0] } ?? []))
        } catch {
            throw PlanningProblem(id: "data", "\(error)", about: call.from, notes: noteOnFile(call.files))
        }
        known.facts.content = call.invert.value.map(known.content)
        guard let split = call.split.value else { return known.facts }
        if known.hasTest, split != nil {
            throw PlanningProblem(
                id: "split", "'\(name)' has test images of its own", about: call.split,
                label: "leave 'split' out")
        }
        if !known.hasTest, split == nil {
            throw PlanningProblem(
                id: "split", "'\(name)' has no test images of its own", about: call.from,
                notes: ["'split: 0.2' keeps a fifth of each class for testing"])
        }
        let counts = known.counts(split: split)
        try call.check(against: counts, of: "'\(name)'")
        known.facts.trainingCount = call.trainingCount(among: counts)
        return known.facts
    }

    /// What to do with a file where a folder is expected.
    private func noteOnFile(_ files: ReadableFiles) -> [String] {
        guard let path = try? files.path(of: name, lookingAround: false) else { return [] }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else {
            return []
        }
        return OtherData.words(onFile: name).map { [$0] } ?? []
    }

    func findInputs(_ call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs {
        let found = try OwnDataset.read(name, in: context.files)
        var choices: [String: Value] = ["reading": .integer(found.version)]
        if call.split != nil { choices["seed"] = .string(String(context.seed)) }
        return StepInputs(files: [found.folder], choices: choices, notices: found.notices)
    }

    func load(
        _ call: Call<Load.Parameters>, from inputs: StepInputs, in context: StepContext
    ) throws -> LoadedDataset {
        let folder = inputs.files[0]
        let loaded = try OwnDataset(folder).load(
            OwnDataset.Choices(split: call.split, isInverted: call.invert, seed: context.seed), in: context)
        let (train, test) = (loaded.dataset.train, loaded.dataset.test)
        let counts = ImageCounts(train: train.labels.count, test: test.labels.count)
        for (wanted, part) in [(call.train, ImageCounts.Part.training), (call.test, .test)] {
            guard let wanted, let problem = counts.problem(with: wanted, part, of: "'\(folder.name)'") else {
                continue
            }
            throw StepFailure(problem)
        }
        let taken = Dataset(train: try train.first(call.train), test: try test.first(call.test))
        let classes = OwnDataset.notices(
            of: folder.name, classes: taken.train.record.classes,
            labels: (Set(try taken.train.labels.data()), Set(try taken.test.labels.data())))
        return LoadedDataset(dataset: taken, notices: loaded.notices + classes)
    }
}
