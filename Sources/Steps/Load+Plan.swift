import FoundationEssentials
import NeuralNet
import Workflow

/// What is checked of a call of `load` before anything runs, and what is known of the data set then.
extension Load {
    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        try checkSource(of: call)
        try checkStyles(of: call)
        // Of a folder with a mistake nothing is known.
        guard let folder = call.values["from"] else { return Facts() }
        if case .string(let name) = folder { return try plan(call, from: name) }
        if case .string(let name)? = call.values["fallback"], name != "builtin" {
            throw PlanningProblem(
                id: "unknown-data-set", "unknown data set \"\(name)\"", parameter: "fallback",
                notes: ["the only fallback is \"builtin\""], accepted: ["builtin"])
        }
        // What could not be understood was reported, and may be any of them.
        guard case .string(let name)? = call.values["name"] else { return Facts() }
        if let publication = publication(named: name) { return try plan(call, publication) }
        guard name == Self.builtinName else { throw unknownDataSet(name, call.files) }
        if let hashes = call.values["sha256"], hashes != .nothing {
            throw PlanningProblem(
                id: "sha256", "built-in digits are drawn, not read", parameter: "sha256",
                label: "leave it out")
        }
        for (label, part) in [("train", "training"), ("test", "test")] {
            guard case .integer(let wanted)? = call.values[label],
                let problem = SampleLimit.problem(wanted, of: PublishedImages.shape, part)
            else { continue }
            throw PlanningProblem(id: "too-many-images", problem, parameter: label)
        }
        var known = ImageFacts(
            shape: PublishedImages.shape, classes: Publication.digits.count, normalization: .unscaled)
        known.trainingCount = Self.trainingCount(of: call, among: Self.builtinCounts.train)
        known.classNames = Publication.digits
        known.isPicture = false
        return known.facts
    }

    private func unknownDataSet(_ name: String, _ files: ReadableFiles) -> PlanningProblem {
        let words = OtherData.words(onDataSet: name) ?? OtherData.words(onFile: name)
        let isPath = (try? files.path(of: name, lookingAround: false)) != nil
        return PlanningProblem(
            id: "unknown-data-set", "unknown data set \"\(name)\"", parameter: "name",
            label: isPath && words == nil ? "to load what lies there, write 'from:' before it" : nil,
            notes: (words.map { [$0] } ?? []) + [
                "there are \(names.map { "\"\($0)\"" }.joined(separator: ", ")); a folder of one's own is loaded by 'load(from: \"folder\")'"
            ], accepted: words == nil ? names : [])
    }

    /// Styles are those of built-in digits, which are drawn under their name or in place of others.
    private func checkStyles(of call: PlannedCall) throws(PlanningProblem) {
        guard call.given.contains("styles"), let name = call.values["name"],
            let fallback = call.values["fallback"],
            name != .string(Self.builtinName), fallback == .nothing
        else { return }
        throw PlanningProblem(
            id: "needs-builtin", "'styles' goes with built-in digits alone", parameter: "styles",
            label: "leave it out", notes: ["'load(\"builtin\", styles: .more)'"])
    }

    private func plan(_ call: PlannedCall, _ publication: Publication) throws(PlanningProblem) -> Facts {
        try check(call, against: publication.counts, of: publication.title)
        if case .string? = call.values["fallback"], !publication.showsDigits {
            throw PlanningProblem(
                id: "fallback", "built-in digits cannot stand for \(publication.title)",
                parameter: "fallback",
                label: "leave it out")
        }
        switch call.values["sha256"] {
        case .array(let hashes)?: try check(hashes.map(\.text))
        case .nothing? where !publication.isPinned:
            throw PlanningProblem(
                id: "sha256",
                "what SHA-256 the files of \(publication.title) have is not known for certain: give it with 'sha256:'",
                parameter: "name",
                notes: [
                    "'sha256sum FILE' prints it, of: "
                        + publication.files.map(\.name).joined(separator: ", ")
                ])
        default: break
        }
        var known = ImageFacts(
            shape: PublishedImages.shape, classes: publication.classes.count, normalization: .unscaled)
        known.trainingCount = Self.trainingCount(of: call, among: publication.counts.train)
        known.classNames = publication.classes
        known.isPicture = false
        return known.facts
    }

    private func check(_ hashes: [String]) throws(PlanningProblem) {
        for (place, hash) in hashes.enumerated()
        where hash.utf8.count != 64 || !hash.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
            throw PlanningProblem(
                id: "sha256", "a SHA-256 has 64 hexadecimal digits", parameter: "sha256", element: place)
        }
        guard hashes.count == 4 else {
            throw PlanningProblem(
                id: "sha256", "a data set has four files, so 'sha256' has four elements", parameter: "sha256",
                notes: ["of the training images, the training labels, the test images, the test labels"])
        }
    }

    /// Finds out whether more images are asked for than there are.
    private func check(
        _ call: PlannedCall, against counts: ImageCounts, of dataset: String
    ) throws(PlanningProblem) {
        for label in ["train", "test"] {
            guard case .integer(let wanted)? = call.values[label],
                let problem = counts.problem(with: wanted, label, of: dataset)
            else { continue }
            throw PlanningProblem(
                id: "too-few-images", problem, parameter: label, label: "leave it out for all")
        }
    }

    /// How many training images a call gives that chooses among so many; `nil` where that is not known.
    private static func trainingCount(of call: PlannedCall, among all: Int) -> Int? {
        switch call.values["train"] {
        case .integer(let wanted)?: wanted
        case .nothing?: all
        default: nil
        }
    }

    /// Either a name or a folder, and nothing that the other one takes.
    private func checkSource(of call: PlannedCall) throws(PlanningProblem) {
        func isGiven(_ name: String) -> Bool { call.values[name].map { $0 != .nothing } ?? false }
        // What could not be understood was reported, and may be either.
        guard let name = call.values["name"], let folder = call.values["from"] else { return }
        if name == .nothing, folder == .nothing {
            throw PlanningProblem(
                id: "missing-argument", "'load' takes the name of a data set, or 'from:' with a folder",
                parameter: "",
                notes: ["'load(\"mnist\")' or 'load(from: \"folder\")'"])
        }
        if name != .nothing, folder != .nothing {
            throw PlanningProblem(
                id: "two-sources", "'load' takes the name of a data set or a folder, not both",
                parameter: "from")
        }
        if folder == .nothing {
            for label in ["split", "invert"] where isGiven(label) && call.values[label] != .boolean(false) {
                throw PlanningProblem(
                    id: "needs-folder", "'\(label)' goes with 'from:' alone", parameter: label)
            }
        } else if let label = ["fallback", "sha256"].first(where: isGiven) {
            throw PlanningProblem(
                id: "needs-name", "'\(label)' goes with the name of a data set", parameter: label)
        }
    }

    private func plan(_ call: PlannedCall, from name: String) throws(PlanningProblem) -> Facts {
        var known: OwnDataset.Known
        do {
            known = try OwnDataset.known(name, in: call.files)
        } catch let faults as ImageFaults {
            throw PlanningProblem(
                id: "data", faults.summary, parameter: "from",
                notes: faults.details + (faults.advice.map { [$0] } ?? []))
        } catch {
            throw PlanningProblem(
                id: "data", "\(error)", parameter: "from", notes: noteOnFile(name, call.files))
        }
        if case .boolean(let isInverted)? = call.values["invert"] {
            known.facts.isPicture = known.areFiles && !isInverted && !known.areInk
        }
        guard let split = call.values["split"] else { return known.facts.facts }
        if known.hasTest, split != .nothing {
            throw PlanningProblem(
                id: "split", "'\(name)' has test images of its own", parameter: "split",
                label: "leave 'split' out")
        }
        if !known.hasTest, split == .nothing {
            throw PlanningProblem(
                id: "split", "'\(name)' has no test images of its own", parameter: "from",
                notes: ["'split: 0.2' keeps a fifth of each class for testing"])
        }
        let counts = known.counts(split: split.number)
        try check(call, against: counts, of: "'\(name)'")
        known.facts.trainingCount = Self.trainingCount(of: call, among: counts.train)
        return known.facts.facts
    }

    /// What to do about a file that stands where a folder is wanted.
    private func noteOnFile(_ name: String, _ files: ReadableFiles) -> [String] {
        guard let path = try? files.path(of: name, lookingAround: false) else { return [] }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else {
            return []
        }
        return OtherData.words(onFile: name).map { [$0] } ?? []
    }

    /// All names of data sets.
    private var names: [String] { publications.map(\.name) + [Self.builtinName] }
}
