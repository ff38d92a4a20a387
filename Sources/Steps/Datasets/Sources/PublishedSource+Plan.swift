import Workflow

extension PublishedSource {
    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts? {
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
            trainingCount: call.trainingCount(among: publication.counts))
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
        guard hashes.count == publication.files.count else {
            let count = publication.fileCount
            let parts = [ImageCounts.Part.training, .test].flatMap { part in
                publication.format.roles.map { "the \(part.rawValue) \($0)" }
            }
            throw PlanningProblem(
                id: "sha256", "a data set has \(count) files, so 'sha256' has \(count) elements",
                about: call.sha256, notes: ["of \(parts.isEmpty ? fileNames : parts.joined(separator: ", "))"]
            )
        }
    }
}
