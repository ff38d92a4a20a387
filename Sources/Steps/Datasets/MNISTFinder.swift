import FoundationEssentials
import Workflow

/// Finds MNIST's files: in the folders the user named, in the user's cache, or at a mirror.
struct MNISTFinder {
    let context: StepContext
    let mirrors: [String]

    /// The four files in the published order, and what the reader must know of them.
    ///
    /// - Throws: ``DataSetMissing`` where they are nowhere and cannot be fetched, ``DataFileProblem`` where a folder
    ///   has only some of them.
    func find() throws -> (files: [StepInputs.File], notices: [Notice]) {
        for folder in context.dataDirectories.flatMap({ [$0, $0 + "/mnist"] }) + [downloadFolder] {
            if let files = try files(in: folder) { return (files, notices(about: files)) }
        }
        guard context.mayDownload else { throw DataSetMissing(tried: tried, reason: "it would be fetched") }
        var files: [StepInputs.File] = []
        for file in MNIST.files { files.append(try fetch(file)) }
        return (files, [])
    }

    private var downloadFolder: String { context.downloadDirectory + "/mnist" }

    private var tried: [String] { context.dataDirectories + [downloadFolder] }

    /// The files of a folder; `nil` where it has none of them.
    private func files(in folder: String) throws -> [StepInputs.File]? {
        let paths = MNIST.files.map { path(of: $0, in: folder) }
        guard paths.contains(where: { $0 != nil }) else { return nil }
        return try zip(MNIST.files, paths).compactMap { file, path in
            guard let path else {
                // An interrupted download leaves some files behind, and goes on with the others.
                if folder == downloadFolder { return nil }
                throw DataFileProblem(file.name, "is missing in '\(folder)', which has other files of MNIST")
            }
            do {
                return StepInputs.File(
                    name: String(path.name), data: try Data(contentsOf: URL(filePath: folder + "/" + path.name)))
            } catch {
                throw DataFileProblem(folder + "/" + path.name, "cannot be read: \(error)")
            }
        }.allFour
    }

    private func path(of file: MNIST.File, in folder: String) -> (name: String, Void)? {
        let unpacked = file.name.replacingSuffix(".gz", by: "")
        let names = [
            file.name, unpacked, unpacked.replacing("-idx", with: ".idx"),
        ]
        return names.first { FileManager.default.fileExists(atPath: folder + "/" + $0) }.map { ($0, ()) }
    }

    private func notices(about files: [StepInputs.File]) -> [Notice] {
        let others = zip(files, MNIST.files).filter { file, published in
            file.name == published.name && file.hash.hexadecimal != published.hash
        }
        guard !others.isEmpty else { return [] }
        let names = others.map { "'\($0.0.name)'" }.joined(separator: ", ")
        return [Notice("These are not the published MNIST files: \(names) \(others.count == 1 ? "has" : "have") other bytes.")]
    }

    private func fetch(_ file: MNIST.File) throws -> StepInputs.File {
        let path = downloadFolder + "/" + file.name
        if let data = try? Data(contentsOf: URL(filePath: path)) {
            let found = StepInputs.File(name: file.name, data: data)
            if found.hash.hexadecimal == file.hash { return found }
        }
        var reasons: [String] = []
        for mirror in mirrors {
            do {
                let data = try Download(url: mirror + file.name, bytes: file.bytes, to: path, context: context).run()
                let fetched = StepInputs.File(name: file.name, data: data)
                guard fetched.hash.hexadecimal == file.hash else {
                    try? FileManager.default.removeItem(atPath: path + ".part")
                    reasons.append("\(mirror): other bytes than published")
                    continue
                }
                try data.write(to: URL(filePath: path), options: .atomic)
                try? FileManager.default.removeItem(atPath: path + ".part")
                return fetched
            } catch let problem as DownloadProblem {
                reasons.append("\(mirror): \(problem)")
            }
        }
        throw DataSetMissing(tried: tried, reason: reasons.joined(separator: "; "))
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

extension [StepInputs.File] {
    /// The files where all four are there.
    fileprivate var allFour: [StepInputs.File]? { count == MNIST.files.count ? self : nil }
}

extension String {
    fileprivate func replacingSuffix(_ suffix: String, by other: String) -> String {
        hasSuffix(suffix) ? dropLast(suffix.count) + other : self
    }
}
