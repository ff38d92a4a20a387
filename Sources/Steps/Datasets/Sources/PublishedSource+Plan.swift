import Workflow

extension PublishedSource {
    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts? {
        let folders = call.context.dataDirectories ?? []
        for path in LocalPublication(publication: publication, dataDirectories: folders).paths {
            call.context.report(lookup: path)
        }
        try call.check(against: publication.counts, of: publication.title)
        if call.fallback.hasValue, !publication.showsDigits {
            throw PlanningProblem(
                id: "fallback", "built-in digits cannot stand for \(publication.title)",
                about: call.fallback,
                label: "leave it out")
        }
        if case let hashes?? = call.sha256.value {
            try check(hashes, of: call)
        } else if call.sha256.isNil, publication.needsHashes {
            throw PlanningProblem(
                id: "sha256",
                "what SHA-256 the files of \(publication.title) have is not known for certain: give it with 'sha256:'",
                about: call.name, notes: ["'sha256sum FILE' prints it, of: \(fileNames)"])
        }
        return ImageFacts(
            shape: publication.shape, classes: publication.classes, content: publication.format.content,
            trainingCount: call.trainingCount(among: try checkData(for: call) ?? publication.counts))
    }

    /// Checks what is in the user's data folders, if they are known.
    ///
    /// What can be fetched may be absent: it is not fetched before the run.
    ///
    /// - Returns: the numbers of images; `nil` if they are not known.
    private func checkData(for call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageCounts? {
        guard let dataDirectories = call.context.dataDirectories, call.name.value != nil,
            let wantedHashes = call.sha256.value
        else { return nil }
        let found: LocalPublication.Finding
        do throws(DataFileProblem) {
            found = try LocalPublication(publication: publication, dataDirectories: dataDirectories)
                .look(for: wantedHashes)
        } catch {
            throw PlanningProblem(id: "data", error.description, about: call.name)
        }
        switch found {
        case .undecided: return nil
        case .found(let counts):
            try call.check(against: counts, of: publication.title)
            return counts
        case .absent:
            if wantedHashes == nil, let counts = try checkPictures(for: call) { return counts }
            guard !publication.isPinned, publication.mirrors.isEmpty, call.fallback.isNil,
                !hasPictures(for: call)
            else { return nil }
            let missing = DataSetMissing(publication: publication, dataDirectories: dataDirectories)
            throw PlanningProblem(
                id: "data", missing.problem, about: call.name, notes: [missing.note])
        }
    }

    private var fileNames: String { publication.files.map(\.name).joined(separator: ", ") }

    private func check(
        _ hashes: [String], of call: PlannedCall<Load.Parameters>
    ) throws(PlanningProblem) {
        for (place, hash) in hashes.enumerated()
        where hash.utf8.count != 64 || !hash.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
            throw PlanningProblem(
                id: "sha256", "a SHA-256 has 64 hexadecimal digits", about: call.sha256, element: place)
        }
        guard !publication.areOfArchive(hashes), hashes.count != publication.files.count else { return }
        let count = publication.fileCount
        guard let archive = publication.archive else {
            let parts = [ImageCounts.Part.training, .test].flatMap { part in
                publication.format.roles.map { "the \(part.rawValue) \($0)" }
            }
            throw PlanningProblem(
                id: "sha256", "a data set has \(count) files, so 'sha256' has \(count) elements",
                about: call.sha256, notes: ["of \(parts.isEmpty ? fileNames : parts.joined(separator: ", "))"]
            )
        }
        throw PlanningProblem(
            id: "sha256",
            "'sha256' has one element, for the archive, or \(count), for the files of \(publication.title)",
            about: call.sha256, notes: ["of \(archive.name), or of \(fileNames)"])
    }
}
