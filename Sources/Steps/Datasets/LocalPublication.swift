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

    /// A folder that may have the files.
    struct Place {
        let path: String
        /// Whether other data sets may have files of the same names there.
        let isShared: Bool
    }

    /// The places of the files, in the order in which they are looked for.
    var places: [Place] { dataDirectories.flatMap(places) }

    /// The places of the files in a data folder: its subfolder of the data set's name, or the folder itself.
    ///
    /// The files of an archive have names as common as `train.bin`, so they are looked for in its own folder.
    private func places(in folder: String) -> [Place] {
        let own = Place(path: folder + "/" + publication.name, isShared: false)
        if let archive = publication.archive {
            let unpacked = [folder, own.path].map { Place(path: $0 + "/" + archive.folder, isShared: false) }
            let isItself = folder.split(separator: "/").last.map(String.init) == archive.folder
            return unpacked + [own] + (isItself ? [Place(path: folder, isShared: false)] : [])
        }
        let itself = Place(path: folder, isShared: publication.isNamedAsMNIST)
        return itself.isShared ? [own, itself] : [itself, own]
    }

    /// Every path at which the data set may be, whether something is there or not: of each of its files, and of the
    /// folder with images as files of their own.
    var paths: [String] {
        let names = publication.files.flatMap { publication.format.names(ofPublished: $0.name) }
        let files = places.flatMap { place in names.map { place.path + "/" + $0 } }
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

    /// Looks for the files, and checks them as far as that takes no time: of files that have the published sizes
    /// nothing is read, of others the shape of the images and all labels.
    ///
    /// - Parameter wantedHashes: the hashes that the notebook gives, which are compared then; `nil` if it gives none.
    /// - Throws: ``DataFileProblem`` if files are missing or damaged, or are of another shape.
    func look(for wantedHashes: [String]?) throws(DataFileProblem) -> Finding {
        for place in places {
            let names = publication.files.map { name(of: $0, in: place.path) }
            guard names.contains(where: { $0 != nil }) else { continue }
            guard !place.isShared else { return .undecided }
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
            do throws(FileBytesProblem) {
                files.append(
                    DataFile(
                        name: name,
                        data: try FoundFile(at: folder + "/" + name).contents(
                            limit: publication.format.largestFile)))
            } catch {
                throw DataFileProblem(folder + "/" + name, error.description)
            }
        }
        for (file, wanted) in zip(files, wantedHashes ?? []) {
            try publication.check(ContentHash(of: file.data), of: file.name, against: wanted)
        }
        let labels = try publication.format.labels(in: files)
        try publication.check(publication.format.shape(of: files), labels, of: files)
        return labels.count
    }

    /// Whether a file has the published name and size.
    private static func hasSize(_ name: String, in folder: String, of file: Publication.File) -> Bool {
        guard name == file.name, let bytes = file.bytes else { return false }
        do throws(RegularFile.Problem) {
            return try RegularFile(at: folder + "/" + name).count == bytes
        } catch {
            return false
        }
    }
}
