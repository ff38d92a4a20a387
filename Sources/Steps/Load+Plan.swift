import FoundationEssentials
import NeuralNet
import Workflow

/// What is checked of a call of `load` before anything runs, and what is known of the data set then.
extension Load {
    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        try checkSource(of: call)
        try checkStyles(of: call)
        // Of a folder with a mistake nothing is known.
        guard let folder = call.from.value else { return Facts() }
        if let folder { return try plan(call, from: folder) }
        if case let name?? = call.fallback.value, name != Self.builtinName {
            throw PlanningProblem(
                id: "unknown-data-set", "unknown data set \"\(name)\"", about: call.fallback,
                notes: ["the only fallback is \"builtin\""], accepted: [Self.builtinName])
        }
        // What could not be understood was reported, and may be any of them.
        guard case let name?? = call.name.value else { return Facts() }
        if let publication = publication(named: name) { return try plan(call, publication) }
        guard name == Self.builtinName else { throw unknownDataSet(name, call) }
        if call.sha256.hasValue {
            throw PlanningProblem(
                id: "sha256", "built-in digits are drawn, not read", about: call.sha256,
                label: "leave it out")
        }
        for (argument, part) in [(call.train, "training"), (call.test, "test")] {
            guard case let wanted?? = argument.value,
                let problem = SampleLimit.problem(wanted, of: PublishedImages.shape, part)
            else { continue }
            throw PlanningProblem(id: "too-many-images", problem, about: argument)
        }
        var known = ImageFacts(
            shape: PublishedImages.shape, classes: Publication.digits.count, normalization: .unscaled)
        known.trainingCount = Self.trainingCount(of: call, among: Self.builtinCounts.train)
        known.classNames = Publication.digits
        known.isPicture = false
        return Facts(known)
    }

    private func unknownDataSet(_ name: String, _ call: PlannedCall<Parameters>) -> PlanningProblem {
        let words = OtherData.words(onDataSet: name) ?? OtherData.words(onFile: name)
        let isPath = (try? call.files.path(of: name, lookingAround: false)) != nil
        return PlanningProblem(
            id: "unknown-data-set", "unknown data set \"\(name)\"", about: call.name,
            label: isPath && words == nil ? "to load what lies there, write 'from:' before it" : nil,
            notes: (words.map { [$0] } ?? []) + [
                "there are \(names.map { "\"\($0)\"" }.joined(separator: ", ")); a folder of one's own is loaded by 'load(from: \"folder\")'"
            ], accepted: words == nil ? names : [])
    }

    /// Styles are those of built-in digits, which are drawn under their name or in place of others.
    private func checkStyles(of call: PlannedCall<Parameters>) throws(PlanningProblem) {
        guard call.styles.isGiven, let name = call.name.value, call.fallback.isNil, name != Self.builtinName
        else { return }
        throw PlanningProblem(
            id: "needs-builtin", "'styles' goes with built-in digits alone", about: call.styles,
            label: "leave it out", notes: ["'load(\"builtin\", styles: .more)'"])
    }

    private func plan(_ call: PlannedCall<Parameters>, _ publication: Publication) throws(PlanningProblem)
        -> Facts
    {
        try check(call, against: publication.counts, of: publication.title)
        if call.fallback.hasValue, !publication.showsDigits {
            throw PlanningProblem(
                id: "fallback", "built-in digits cannot stand for \(publication.title)",
                about: call.fallback,
                label: "leave it out")
        }
        if case let hashes?? = call.sha256.value {
            try check(hashes, of: call)
        } else if call.sha256.isNil, !publication.isPinned {
            throw PlanningProblem(
                id: "sha256",
                "what SHA-256 the files of \(publication.title) have is not known for certain: give it with 'sha256:'",
                about: call.name,
                notes: [
                    "'sha256sum FILE' prints it, of: "
                        + publication.files.map(\.name).joined(separator: ", ")
                ])
        }
        var known = ImageFacts(
            shape: PublishedImages.shape, classes: publication.classes.count, normalization: .unscaled)
        known.trainingCount = Self.trainingCount(of: call, among: publication.counts.train)
        known.classNames = publication.classes
        known.isPicture = false
        return Facts(known)
    }

    private func check(_ hashes: [String], of call: PlannedCall<Parameters>) throws(PlanningProblem) {
        for (place, hash) in hashes.enumerated()
        where hash.utf8.count != 64 || !hash.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
            throw PlanningProblem(
                id: "sha256", "a SHA-256 has 64 hexadecimal digits", about: call.sha256, element: place)
        }
        guard hashes.count == 4 else {
            throw PlanningProblem(
                id: "sha256", "a data set has four files, so 'sha256' has four elements", about: call.sha256,
                notes: ["of the training images, the training labels, the test images, the test labels"])
        }
    }

    /// Finds out whether more images are asked for than there are.
    private func check(
        _ call: PlannedCall<Parameters>, against counts: ImageCounts, of dataset: String
    ) throws(PlanningProblem) {
        for (argument, part) in [(call.train, ImageCounts.Part.training), (call.test, .test)] {
            guard case let wanted?? = argument.value,
                let problem = counts.problem(with: wanted, part, of: dataset)
            else { continue }
            throw PlanningProblem(
                id: "too-few-images", problem, about: argument, label: "leave it out for all")
        }
    }

    /// How many training images a call gives that chooses among so many; `nil` where that is not known.
    private static func trainingCount(of call: PlannedCall<Parameters>, among all: Int) -> Int? {
        call.train.value.map { $0 ?? all }
    }

    /// Either a name or a folder, and nothing that the other one takes.
    private func checkSource(of call: PlannedCall<Parameters>) throws(PlanningProblem) {
        // What could not be understood was reported, and may be either.
        guard let name = call.name.value, let folder = call.from.value else { return }
        if name == nil, folder == nil {
            throw PlanningProblem(
                id: "missing-argument", "'load' takes the name of a data set, or 'from:' with a folder",
                about: nil,
                notes: ["'load(\"mnist\")' or 'load(from: \"folder\")'"])
        }
        if name != nil, folder != nil {
            throw PlanningProblem(
                id: "two-sources", "'load' takes the name of a data set or a folder, not both",
                about: call.from)
        }
        if folder == nil {
            let given: [(any AnyKnownArgument, Bool)] = [
                (call.split, call.split.hasValue), (call.invert, call.invert.value == true),
            ]
            if let (argument, _) = given.first(where: \.1) {
                throw PlanningProblem(
                    id: "needs-folder", "'\(argument.parameter.name)' goes with 'from:' alone",
                    about: argument)
            }
        } else if let argument = ([call.fallback, call.sha256] as [any AnyKnownArgument])
            .first(where: \.hasValue)
        {
            throw PlanningProblem(
                id: "needs-name", "'\(argument.parameter.name)' goes with the name of a data set",
                about: argument)
        }
    }

    private func plan(_ call: PlannedCall<Parameters>, from name: String) throws(PlanningProblem) -> Facts {
        var known: OwnDataset.Known
        do {
            known = try OwnDataset.known(name, in: call.files)
        } catch let faults as ImageFaults {
            throw PlanningProblem(
                id: "data", faults.summary, about: call.from,
                notes: faults.details + (faults.advice.map { [$0] } ?? []))
        } catch {
            throw PlanningProblem(
                id: "data", "\(error)", about: call.from, notes: noteOnFile(name, call.files))
        }
        if let isInverted = call.invert.value {
            known.facts.isPicture = known.areFiles && !isInverted && !known.areInk
        }
        guard let split = call.split.value else { return Facts(known.facts) }
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
        try check(call, against: counts, of: "'\(name)'")
        known.facts.trainingCount = Self.trainingCount(of: call, among: counts.train)
        return Facts(known.facts)
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
