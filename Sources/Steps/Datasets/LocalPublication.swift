import FoundationEssentials
import NeuralNet
import Workflow

/// A published data set's files in the user's data folders: where they are, and what is known of them before anything
/// runs.
struct LocalPublication {
    let publication: Publication
    /// The data folders, in order.
    let dataDirectories: [String]

    /// What a look at the data folders gives.
    enum Finding {
        /// There are files, with these numbers of images.
        case found(ImageCounts)
        /// There are files of these names, which may be those of another data set.
        case undecided
        /// There are none.
        case absent
    }

    /// A folder that may have the files, or a path at which the archive may be.
    struct Place {
        let path: String
        /// The data folder that it is in, or is.
        let dataDirectory: String
        /// Whether other data sets may have files of the same names there.
        var isShared = false
        /// Whether it is that of the archive.
        var isArchive = false
    }

    /// The places of the files, in the order in which they are looked for.
    var places: [Place] { dataDirectories.flatMap(places) }

    /// The places of the files in a data folder: its subfolder of the data set's name, or the folder itself.
    ///
    /// The files of an archive have names as common as `train.bin`, so they are looked for in its own folder; the archive
    /// itself proves more than they do, so it comes first, wherever people keep it.
    private func places(in folder: String) -> [Place] {
        let own = folder + "/" + publication.name
        if let archive = publication.archive {
            let unpacked = [folder, own].map { $0 + "/" + archive.folder }
            let isItself = folder.split(separator: "/").last.map(String.init) == archive.folder
            let packed = ([folder, own] + unpacked).flatMap { folder in
                archive.names.map { folder + "/" + $0 }
            }
            return packed.map { Place(path: $0, dataDirectory: folder, isArchive: true) }
                + (unpacked + [own] + (isItself ? [folder] : [])).map {
                    Place(path: $0, dataDirectory: folder)
                }
        }
        let isShared = publication.isNamedAsMNIST
        let places = [
            Place(path: folder, dataDirectory: folder, isShared: isShared),
            Place(path: own, dataDirectory: folder),
        ]
        return isShared ? places.reversed() : places
    }

    /// Every path at which the data set may be, whether something is there or not: of each of its files, of its archive,
    /// and of the folder with images as files of their own.
    var paths: [String] {
        let names = publication.files.flatMap { publication.format.names(ofPublished: $0.name) }
        let files = places.flatMap { place in
            place.isArchive ? [place.path] : names.map { place.path + "/" + $0 }
        }
        guard publication.archive != nil else { return files }
        return files + dataDirectories.map { $0 + "/" + publication.name }
    }

    /// A file's name in a folder: as published, decompressed, or decompressed by programs that change the name.
    func name(of file: Publication.File, in folder: String) -> String? {
        publication.format.names(ofPublished: file.name)
            .first { FileManager.default.fileExists(atPath: folder + "/" + $0) }
    }

    /// The problem that one of the files is missing beside others.
    func incomplete(_ file: Publication.File, in folder: String) -> DataFileProblem {
        DataFileProblem(
            file.name, "is missing in '\(folder)', which has other files of \(publication.title)")
    }

    /// The problem that the notebook gives the archive's hash alone, and files are there without it.
    func needsHashOfEach(in place: Place) -> DataFileProblem {
        let archive = publication.archive?.name ?? ""
        return DataFileProblem(
            place.path,
            "has unpacked files, which the hash of '\(archive)' does not prove: give 'sha256' the hashes of the \(publication.fileCount) files, of \(publication.files.map(\.name).joined(separator: ", ")), or put '\(archive)' beside them"
        )
    }

    /// Looks for the files, and checks them as far as that takes no time: of files that have the published sizes
    /// nothing is read, nor of an archive of the published size, of others the shape of the images and all labels.
    ///
    /// - Parameter wantedHashes: the hashes that the notebook gives, which are compared then; `nil` if it gives none.
    /// - Throws: ``DataFileProblem`` if files are missing or damaged, or are of another shape.
    func look(for wantedHashes: [String]?) throws(DataFileProblem) -> Finding {
        for place in places {
            if place.isArchive {
                guard FileManager.default.fileExists(atPath: place.path) else { continue }
                return .found(try counts(inArchive: place.path, wantedHashes))
            }
            let names = publication.files.map { name(of: $0, in: place.path) }
            guard names.contains(where: { $0 != nil }) else { continue }
            guard !place.isShared else { return .undecided }
            if let wantedHashes, publication.areOfArchive(wantedHashes) { throw needsHashOfEach(in: place) }
            var found: [String] = []
            for (file, name) in zip(publication.files, names) {
                guard let name else { throw incomplete(file, in: place.path) }
                found.append(name)
            }
            let count = publication.trainFiles.count
            return .found(
                ImageCounts(
                    train: try self.count(
                        .training, found.prefix(count), in: place.path, wantedHashes?.prefix(count)),
                    test: try self.count(
                        .test, found.dropFirst(count), in: place.path, wantedHashes?.dropFirst(count))))
        }
        return .absent
    }

    /// The number of images of a part.
    private func count(
        _ part: ImageCounts.Part, _ names: ArraySlice<String>, in folder: String,
        _ wantedHashes: ArraySlice<String>?
    ) throws(DataFileProblem) -> Int {
        let published = part == .training ? publication.trainFiles : publication.testFiles
        if wantedHashes == nil, zip(names, published).allSatisfy({ Self.hasSize($0, in: folder, of: $1) }) {
            return part == .training ? publication.counts.train : publication.counts.test
        }
        var files: [DataFile] = []
        for name in names {
            let data = try contents(of: folder + "/" + name, limit: publication.format.largestFile)
            files.append(DataFile(name: name, data: data))
        }
        for (file, wanted) in zip(files, wantedHashes ?? []) {
            try publication.check(ContentHash(of: file.data), of: file.name, against: wanted)
        }
        return try count(of: files)
    }

    /// The numbers of images in the archive.
    private func counts(
        inArchive path: String, _ wantedHashes: [String]?
    ) throws(DataFileProblem) -> ImageCounts {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        if wantedHashes == nil, let archive = publication.archive, name == archive.name,
            Self.hasSize(archive.bytes, path)
        {
            return publication.counts
        }
        let data = try contents(of: path, limit: publication.largestArchive)
        let files = try publication.checkedFiles(inArchive: data, name: name, against: wantedHashes)
        let count = publication.trainFiles.count
        return ImageCounts(
            train: try self.count(of: Array(files.prefix(count))),
            test: try self.count(of: Array(files.dropFirst(count))))
    }

    /// The number of images in files of a part, whose shape and labels are checked.
    private func count(of files: [DataFile]) throws(DataFileProblem) -> Int {
        let labels = try publication.format.labels(in: files)
        try publication.check(publication.format.shape(of: files), labels, of: files)
        return labels.count
    }

    /// All bytes of a file.
    private func contents(of path: String, limit: Int) throws(DataFileProblem) -> Data {
        do throws(FileBytesProblem) {
            return try FoundFile(at: path).contents(limit: limit)
        } catch {
            throw DataFileProblem(path, error.description)
        }
    }

    /// Whether a file has the published name and size.
    private static func hasSize(_ name: String, in folder: String, of file: Publication.File) -> Bool {
        guard name == file.name, let bytes = file.bytes else { return false }
        return hasSize(bytes, folder + "/" + name)
    }

    /// Whether a file has this size in bytes.
    private static func hasSize(_ bytes: Int, _ path: String) -> Bool {
        do throws(RegularFile.Problem) {
            return try RegularFile(at: path).count == bytes
        } catch {
            return false
        }
    }
}
