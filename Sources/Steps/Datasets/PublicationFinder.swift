import Foundation
import Workflow

/// Finds a published data set's files: in the user's data folders, in the user's cache, or at a mirror.
struct PublicationFinder {
    let publication: Publication
    /// The SHA-256 hashes that the notebook gives, in the published order, of compressed files or not, or that of the
    /// archive alone; `nil` if it gives none.
    let wantedHashes: [String]?
    let context: StepContext

    /// The files in the published order, and notices on them.
    ///
    /// - Throws: ``DataSetMissing`` if they are nowhere and cannot be downloaded, ``DataFileProblem`` if a folder of
    ///   the user's has only some of them, or not those that the notebook wants.
    func find() throws -> (files: [StepInputs.File], notices: [Notice]) {
        for place in local.places {
            if place.isArchive {
                guard let archive = try archive(at: place) else { continue }
                return ([archive], notices(aboutArchive: archive, at: place))
            }
            guard let files = try files(in: place.path, mayBeIncomplete: place.isShared) else { continue }
            if let wantedHashes, publication.areOfArchive(wantedHashes) {
                throw local.needsHashOfEach(in: place)
            }
            // Files there may be those of another data set with the same names.
            if place.isShared, !others(among: files).isEmpty { continue }
            try check(files)
            return (files, notices(about: files) + noticesOnUnread(beside: files, in: place.path))
        }
        // Downloads that were damaged since are downloaded again.
        if publication.isPinned, let files = try files(in: downloadFolder, mayBeIncomplete: true),
            others(among: files).isEmpty
        {
            try check(files)
            return (files, [])
        }
        guard !publication.mirrors.isEmpty else {
            throw missing(reason: publication.isPinned ? "" : "it cannot be fetched by itself")
        }
        // Others who may write there could redirect a download to another place.
        if let obstacle = context.downloadObstacle {
            throw missing(reason: "it is not fetched, for \(obstacle)")
        }
        guard context.mayDownload else { throw missing(reason: "it would be fetched") }
        let files = try publication.files.map(fetch)
        try check(files)
        return (files, [])
    }

    private var downloadFolder: String { context.downloadDirectory + "/" + publication.name }

    var local: LocalPublication {
        LocalPublication(publication: publication, dataDirectories: context.dataDirectories)
    }

    private func missing(reason: String) -> DataSetMissing {
        DataSetMissing(
            publication: publication, dataDirectories: context.dataDirectories,
            downloadFolder: downloadFolder, reason: reason)
    }

    /// The files of a folder; `nil` if it has none of them, or too few and may be incomplete.
    private func files(in folder: String, mayBeIncomplete: Bool) throws -> [StepInputs.File]? {
        let names = publication.files.map { local.name(of: $0, in: folder) }
        guard names.contains(where: { $0 != nil }) else { return nil }
        var files: [StepInputs.File] = []
        // All are held in memory: together they may be as large as one for training and one for testing.
        let most = 2 * publication.format.largestFile
        var total = 0
        for (published, name) in zip(publication.files, names) {
            guard let name else {
                if mayBeIncomplete { return nil }
                throw local.incomplete(published, in: folder)
            }
            let data: Data
            do throws(FileBytesProblem) {
                data = try FoundFile(at: folder + "/" + name).contents(limit: publication.format.largestFile)
            } catch {
                throw DataFileProblem(folder + "/" + name, error.description)
            }
            total += data.count
            guard total <= most else {
                throw DataFileProblem(
                    folder,
                    "has more than the \(NumberText.bytes(most)) of \(publication.title) that are read")
            }
            files.append(StepInputs.File(name: name, data: data))
        }
        return files
    }

    /// The files that differ from the published ones, compressed or not, or that cannot be compared.
    private func others(among files: [StepInputs.File]) -> [(file: StepInputs.File, isKnown: Bool)] {
        others(of: files, publication.files)
    }

    private func others(
        of files: [StepInputs.File], _ published: [Publication.File]
    ) -> [(file: StepInputs.File, isKnown: Bool)] {
        zip(files, published).compactMap { file, published in
            let known = file.name == published.name ? published.hash : published.unpackedHash
            return file.hash.hexadecimal == known ? nil : (file, known != nil)
        }
    }

    /// Checks files against the hashes that the notebook gives.
    private func check(_ files: [StepInputs.File]) throws(DataFileProblem) {
        guard let wantedHashes else { return }
        for (file, wanted) in zip(files, wantedHashes) {
            try publication.check(file.hash, of: file.name, against: wanted)
        }
    }

    private func notices(about files: [StepInputs.File]) -> [Notice] {
        guard wantedHashes == nil else { return [] }
        if publication.archive != nil { return [PublishedContent(publication, files).notice] }
        func names(isKnown: Bool) -> [String] {
            others(among: files).filter { $0.isKnown == isKnown }.map { "'\($0.file.name)'" }
        }
        let (changed, unknown) = (names(isKnown: true), names(isKnown: false))
        var notices: [Notice] = []
        if !changed.isEmpty {
            notices.append(
                Notice(
                    "These are not the published \(publication.title) files: \(changed.joined(separator: ", ")) "
                        + "\(changed.count == 1 ? "has" : "have") other bytes."))
        }
        if !unknown.isEmpty {
            notices.append(
                Notice(
                    "Whether these are the published \(publication.title) files is not known: "
                        + "\(unknown.joined(separator: ", ")) \(unknown.count == 1 ? "is" : "are") not packed as published."
                ))
        }
        return notices
    }

    /// A notice on each file that is not read, for the same one in another form is, unless both are as published.
    private func noticesOnUnread(beside files: [StepInputs.File], in folder: String) -> [Notice] {
        guard wantedHashes == nil else { return [] }
        return zip(publication.files, files).flatMap { published, file in
            publication.format.names(ofPublished: published.name).compactMap { name -> Notice? in
                guard name != file.name, FileManager.default.fileExists(atPath: folder + "/" + name) else {
                    return nil
                }
                let data = try? FoundFile(at: folder + "/" + name).contents(
                    limit: publication.format.largestFile)
                let other = data.map { StepInputs.File(name: name, data: $0) }
                if let other, other.hash == file.hash { return nil }
                let differs = !others(of: [other ?? file], [published]).isEmpty || other == nil
                let isChanged = !others(of: [file], [published]).isEmpty
                guard differs || isChanged else { return nil }
                return Notice("'\(name)' was not read, for '\(file.name)' is beside it: remove one of them.")
            }
        }
    }

    private func fetch(_ file: Publication.File) throws -> StepInputs.File {
        guard let bytes = file.bytes, let hash = file.hash else {
            throw missing(reason: "its files' hashes are not known")
        }
        let path = downloadFolder + "/" + file.name
        if let data = try? FoundFile(at: path).contents(limit: bytes) {
            let found = StepInputs.File(name: file.name, data: data)
            if found.hash.hexadecimal == hash { return found }
        }
        var reasons: [String] = []
        for mirror in publication.mirrors {
            do {
                return try fetch(file.name, bytes, hash, from: mirror, to: path)
            } catch let problem as DownloadProblem {
                reasons.append("\(mirror): \(problem)")
            }
        }
        throw missing(reason: reasons.joined(separator: "; "))
    }

    private func fetch(
        _ name: String, _ bytes: Int, _ hash: String, from mirror: String, to path: String
    ) throws -> StepInputs.File {
        let part = Download.partPath(of: path)
        // The remains of an earlier attempt or another mirror may be at fault, so there is a second attempt without
        // them.
        let tries = FileManager.default.fileExists(atPath: part) ? 2 : 1
        for _ in 0..<tries {
            let data = try Download(url: mirror + name, bytes: bytes, to: path, context: context).run()
            let fetched = StepInputs.File(name: name, data: data)
            if fetched.hash.hexadecimal == hash {
                do {
                    try data.write(to: URL(filePath: path), options: .atomic)
                } catch {
                    throw DownloadProblem("'\(path)' cannot be written: \(error.reason)")
                }
                try? FileManager.default.removeItem(atPath: part)
                return fetched
            }
            try? FileManager.default.removeItem(atPath: part)
        }
        throw DownloadProblem("other bytes than published")
    }
}
