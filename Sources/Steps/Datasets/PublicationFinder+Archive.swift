import Foundation
import Workflow

/// The published archive in a data folder, which is read as it is.
extension PublicationFinder {
    /// The archive at a place; `nil` if nothing is there.
    ///
    /// - Throws: ``DataFileProblem`` if it cannot be read, or the notebook gives hashes and it or its files have
    ///   others.
    func archive(at place: LocalPublication.Place) throws -> StepInputs.File? {
        guard FileManager.default.fileExists(atPath: place.path) else { return nil }
        let data: Data
        do throws(FileBytesProblem) {
            data = try FoundFile(at: place.path).contents(limit: publication.largestArchive)
        } catch {
            throw DataFileProblem(place.path, error.description)
        }
        let name = place.path.split(separator: "/").last.map(String.init) ?? ""
        if wantedHashes != nil {
            _ = try publication.checkedFiles(inArchive: data, name: name, against: wantedHashes)
        }
        return StepInputs.File(name: name, data: data)
    }

    /// Whether it is the published archive, and what else of the data set is in the data folder. Files whose hashes are
    /// given need neither.
    func notices(
        aboutArchive archive: StepInputs.File, at place: LocalPublication.Place
    ) -> [Notice] {
        guard wantedHashes == nil, let published = publication.archive else { return [] }
        var notices: [Notice] = []
        if archive.name != published.name {
            notices.append(
                Notice(
                    "Whether these are the published \(publication.title) files is not known: '\(archive.name)' is not packed as published."
                ))
        } else if archive.hash.hexadecimal != published.hash {
            notices.append(
                Notice(
                    "'\(archive.name)' is not the published archive of \(publication.title): it has other bytes."
                ))
        }
        return notices
            + unpacked(beside: place).map {
                Notice("'\($0)' was not read, for '\(archive.name)' is beside it: remove one of them.")
            }
    }

    /// The folders with unpacked files in the same data folder, by their paths in it.
    ///
    /// They are not compared with those in the archive: that would take longer than all else of a run whose results are
    /// cached.
    private func unpacked(beside archive: LocalPublication.Place) -> [String] {
        local.places.filter { place in
            !place.isArchive && place.dataDirectory == archive.dataDirectory
                && publication.files.contains { local.name(of: $0, in: place.path) != nil }
        }.map { place in
            place.path == place.dataDirectory
                ? place.path.split(separator: "/").last.map(String.init) ?? place.path
                : String(place.path.dropFirst(place.dataDirectory.count + 1))
        }
    }
}
