import FoundationEssentials
import Workflow

extension Publication.Archive {
    /// The possible local names: as published, or decompressed, which some browsers do by themselves.
    var names: [String] { [name] + (Gzip.unpackedName(of: name).map { [$0] } ?? []) }
}

extension Publication {
    /// The size in bytes of headers and of texts beside the files of an archive, for which there is space.
    private static let archiveOverhead = 1 << 20

    /// The maximum size in bytes of the archive, packed or not: what its files have, and no more than is held of files
    /// outside of one.
    var largestArchive: Int {
        let sizes = files.map { $0.bytes ?? format.largestFile }
        return min(sizes.reduce(0, +), 2 * format.largestFile) + Self.archiveOverhead
    }

    /// Whether hashes that a notebook gives are one alone, that of the archive as it was downloaded.
    func areOfArchive(_ hashes: [String]) -> Bool { archive != nil && hashes.count == 1 }

    /// The files of a step's inputs in the published order: those in the archive if that is the input, or the inputs
    /// themselves.
    ///
    /// - Parameter areWanted: whether the notebook gives hashes, and so says itself which files are meant.
    /// - Throws: ``DataFileProblem`` as ``dataFiles(inArchive:name:areWanted:)``.
    func dataFiles(
        of inputs: [StepInputs.File], areWanted: Bool
    ) throws(DataFileProblem) -> [DataFile] {
        guard let archive, let first = inputs.first, archive.names.contains(first.name) else {
            return inputs.map { DataFile(name: $0.name, data: $0.data) }
        }
        return try dataFiles(inArchive: first.data, name: first.name, areWanted: areWanted)
    }

    /// The files in an archive in the published order, whatever the folder in it.
    ///
    /// - Parameters:
    ///   - data: the archive, compressed or not.
    ///   - name: its name, for messages.
    ///   - areWanted: whether the notebook gives hashes: the sizes of the published files say nothing then.
    /// - Throws: ``DataFileProblem`` if the archive is damaged or too large, a file is missing or, without hashes, has
    ///   another size than published, or there are further files of images.
    func dataFiles(
        inArchive data: Data, name: String, areWanted: Bool
    ) throws(DataFileProblem) -> [DataFile] {
        let bytes =
            Gzip.isStream(data) ? try Gzip.unpack(data, limit: largestArchive, name: name) : data
        let published = Set(files.map(\.name))
        var found: [String: TarArchive.File] = [:]
        for file in try TarArchive(bytes, name: name).files {
            let own = file.path.split(separator: "/").last.map(String.init) ?? ""
            guard published.contains(own) else {
                // Texts beside the images are of no use, nor are the hidden files that macOS adds.
                guard format.recognizes(own), !own.hasPrefix(".") else { continue }
                throw DataFileProblem(
                    name + "/" + file.path,
                    "is none of the files of \(title), \(files.map(\.name).joined(separator: ", "))")
            }
            guard found.updateValue(file, forKey: own) == nil else {
                throw DataFileProblem(name, "has two files '\(own)'")
            }
        }
        var result: [DataFile] = []
        for file in files {
            guard let there = found[file.name] else {
                throw DataFileProblem(name, "lacks '\(file.name)', a file of \(title)")
            }
            guard areWanted || file.bytes == nil || file.bytes == there.content.count else {
                throw DataFileProblem(
                    name + "/" + there.path,
                    "has \(there.content.count) bytes, and the published file has \(file.bytes ?? 0)")
            }
            result.append(DataFile(name: file.name, in: name, data: there.content))
        }
        return result
    }
}
