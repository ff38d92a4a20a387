import Foundation
import Workflow

/// Finds MNIST's files: in the folders the user named, in the user's cache, or at a mirror.
struct MNISTFinder {
    let publication: MNISTPublication
    let context: StepContext

    /// The four files in the published order, and what the reader must know of them.
    ///
    /// - Throws: ``DataSetMissing`` where they are nowhere and cannot be fetched, ``DataFileProblem`` where a folder
    ///   of the user's has only some of them.
    func find() throws -> (files: [StepInputs.File], notices: [Notice]) {
        for folder in context.dataDirectories.flatMap({ [$0, $0 + "/mnist"] }) {
            if let files = try files(in: folder, mayBeIncomplete: false) {
                return (files, notices(about: files))
            }
        }
        // What was fetched and is damaged since is fetched again.
        if let files = try files(in: downloadFolder, mayBeIncomplete: true), others(among: files).isEmpty {
            return (files, [])
        }
        guard context.mayDownload else { throw DataSetMissing(tried: tried, reason: "it would be fetched") }
        return (try publication.files.map(fetch), [])
    }

    private var downloadFolder: String { context.downloadDirectory + "/mnist" }

    private var tried: [String] { context.dataDirectories + [downloadFolder] }

    /// The files of a folder; `nil` where it has none of them, or too few and may be incomplete.
    private func files(in folder: String, mayBeIncomplete: Bool) throws -> [StepInputs.File]? {
        let names = publication.files.map { name(of: $0, in: folder) }
        guard names.contains(where: { $0 != nil }) else { return nil }
        var files: [StepInputs.File] = []
        for (published, name) in zip(publication.files, names) {
            guard let name else {
                if mayBeIncomplete { return nil }
                throw DataFileProblem(
                    published.name, "is missing in '\(folder)', which has other files of MNIST")
            }
            do {
                files.append(
                    StepInputs.File(
                        name: name, data: try Data(contentsOf: URL(filePath: folder + "/" + name))))
            } catch {
                throw DataFileProblem(folder + "/" + name, "cannot be read: \(error)")
            }
        }
        return files
    }

    /// What a file is called in a folder: as published, unpacked, or unpacked by programs that change the name.
    private func name(of file: MNISTPublication.File, in folder: String) -> String? {
        let unpacked = file.name.hasSuffix(".gz") ? String(file.name.dropLast(3)) : file.name
        return [file.name, unpacked, unpacked.replacing("-idx", with: ".idx")]
            .first { FileManager.default.fileExists(atPath: folder + "/" + $0) }
    }

    /// The files that are not as published, packed or unpacked.
    private func others(among files: [StepInputs.File]) -> [StepInputs.File] {
        zip(files, publication.files).filter { file, published in
            let isPacked = file.name == published.name
            return file.hash.hexadecimal != (isPacked ? published.hash : published.unpackedHash)
        }.map(\.0)
    }

    private func notices(about files: [StepInputs.File]) -> [Notice] {
        let names = others(among: files).map { "'\($0.name)'" }
        guard !names.isEmpty else { return [] }
        return [
            Notice(
                "These are not the published MNIST files: \(names.joined(separator: ", ")) "
                    + "\(names.count == 1 ? "has" : "have") other bytes.")
        ]
    }

    private func fetch(_ file: MNISTPublication.File) throws -> StepInputs.File {
        let path = downloadFolder + "/" + file.name
        if let data = try? Data(contentsOf: URL(filePath: path)) {
            let found = StepInputs.File(name: file.name, data: data)
            if found.hash.hexadecimal == file.hash { return found }
        }
        var reasons: [String] = []
        for mirror in publication.mirrors {
            do {
                return try fetch(file, from: mirror, to: path)
            } catch let problem as DownloadProblem {
                reasons.append("\(mirror): \(problem)")
            }
        }
        throw DataSetMissing(tried: tried, reason: reasons.joined(separator: "; "))
    }

    private func fetch(
        _ file: MNISTPublication.File, from mirror: String, to path: String
    ) throws -> StepInputs.File {
        let part = Download.partPath(of: path)
        // What an earlier try or another mirror left may be at fault, so then there is a second try without it.
        let tries = FileManager.default.fileExists(atPath: part) ? 2 : 1
        for _ in 0..<tries {
            let data = try Download(url: mirror + file.name, bytes: file.bytes, to: path, context: context)
                .run()
            let fetched = StepInputs.File(name: file.name, data: data)
            if fetched.hash.hexadecimal == file.hash {
                do {
                    try data.write(to: URL(filePath: path), options: .atomic)
                } catch {
                    throw DownloadProblem("'\(path)' cannot be written: \(error.localizedDescription)")
                }
                try? FileManager.default.removeItem(atPath: part)
                return fetched
            }
            try? FileManager.default.removeItem(atPath: part)
        }
        throw DownloadProblem("other bytes than published")
    }
}

/// MNIST is nowhere to be had.
struct DataSetMissing: Error, CustomStringConvertible {
    let tried: [String]
    let reason: String

    /// What to do next.
    static let advice = "Put its four files into a folder and name that with --data-dir."

    var description: String {
        "MNIST was not found in \(tried.map { "'\($0)'" }.joined(separator: ", ")) (\(reason)). \(Self.advice)"
    }
}
