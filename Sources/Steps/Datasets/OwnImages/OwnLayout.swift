import FoundationEssentials
import Images

/// Which files of a folder are a data set: found by their places, and by what is known of what they hold.
struct OwnLayout {
    /// Labelled images to train on, or to test on.
    enum Part {
        /// Image files, each with its class's place.
        case files([(file: String, label: Int)])
        /// A file of images and one of labels, in MNIST's format.
        case idx(images: String, labels: String)
    }

    /// The classes' names where folders name them; `nil` where labels do.
    let classes: [String]?

    /// The images to train on, or all.
    let train: Part

    /// The images to test on; `nil` where they are not told apart.
    let test: Part?

    /// The images of parts that are not used, such as `val` beside `test`.
    var leftOut = LeftOut()

    /// The folder whose images are tested on although it is called otherwise, such as `val`; `nil` where none is.
    var testFolder: String?

    /// The most classes that a label of one byte can tell apart.
    static let mostClasses = 256

    /// Finds the data set in a folder.
    ///
    /// - Parameters:
    ///   - listing: what lies in it.
    ///   - name: what the folder is called, for messages.
    /// - Throws: ``DataFileProblem`` where it is none, or where it cannot be told what it is.
    init(of listing: FolderListing, name: String) throws(DataFileProblem) {
        let others = listing.files.filter { $0.kind != .picture }.map(\.name)
        // Deeper files are the data set where there is no image that could be it.
        let hasImages = listing.files.contains(where: \.isPicture)
        if others.contains(where: { IDXName($0).map { !hasImages || $0.folder.isEmpty } ?? false }) {
            self = try Self.idx(others, name: name)
            return
        }
        var passedOver = listing.leftOut
        for file in listing.files where !file.isPicture { passedOver.add(file) }
        self = try Self.folders(
            listing.files.filter(\.isPicture).map(\.name), in: listing.folders, name: name, passedOver)
    }

    /// Finds the data set among the files that were found to be one.
    ///
    /// - Parameters:
    ///   - files: every file by its path from the folder, parts joined by `/`, in the order of their bytes.
    ///   - arePictures: whether they are image files.
    ///   - name: what the folder is called, for messages.
    /// - Throws: ``DataFileProblem`` where they are none.
    init(files: [String], arePictures: Bool, name: String) throws(DataFileProblem) {
        self =
            !arePictures && files.contains { IDXName($0) != nil }
            ? try Self.idx(files, name: name) : try Self.folders(files, in: [], name: name, LeftOut())
    }

    init(classes: [String]?, train: Part, test: Part?) {
        self.classes = classes
        self.train = train
        self.test = test
    }
}

// MARK: MNIST's format

extension OwnLayout {
    /// A file name such as `train-images-idx3-ubyte.gz`.
    private struct IDXName {
        enum Role { case train, test, all }

        let role: Role
        let isImages: Bool
        /// The folder that the file lies in; empty for the data set's own.
        let folder: String

        init?(_ path: String) {
            let parts = path.split(separator: "/")
            folder = parts.dropLast().joined(separator: "/")
            let name = parts.last.map { $0.lowercased() } ?? ""
            guard name.contains("idx") else { return nil }
            if name.contains("images") {
                isImages = true
            } else if name.contains("labels") {
                isImages = false
            } else {
                return nil
            }
            role =
                name.contains("train")
                ? .train : name.contains("t10k") || name.contains("test") ? .test : .all
        }
    }

    /// The files to read: those that lie in the data set's own folder, or all in one folder in it, as archives and other
    /// programs make them. What lies there unpacked too is read so.
    private static func idxFiles(_ files: [String], name: String) throws(DataFileProblem) -> [String] {
        let named = files.compactMap { file in IDXName(file).map { (file: file, name: $0) } }
        let folders = Set(named.map(\.name.folder))
        let first = folders.min { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } ?? ""
        guard first.isEmpty || folders.count == 1 else {
            let others = folders.count - 1
            throw DataFileProblem(
                name,
                "has IDX files in '\(first)' and in \(others) other \(others == 1 ? "folder" : "folders"); name the one to read: \"\(name)/\(first)\""
            )
        }
        let found = named.filter { $0.name.folder == first }
        let unpacked = Set(found.map(\.file).filter { unpackedName(of: $0) == nil })
        return found.map(\.file).filter { file in
            unpackedName(of: file).map { !unpacked.contains($0) } ?? true
        }
    }

    /// What a file packed with gzip is called where it is unpacked; `nil` for any other.
    static func unpackedName(of file: String) -> String? {
        file.lowercased().hasSuffix(".gz") ? String(file.dropLast(3)) : nil
    }

    private static func idx(_ files: [String], name: String) throws(DataFileProblem) -> OwnLayout {
        let files = try idxFiles(files, name: name)
        func part(_ role: IDXName.Role) throws(DataFileProblem) -> Part? {
            let found = files.compactMap { file in IDXName(file).map { (file: file, name: $0) } }
                .filter { $0.name.role == role }
            guard let first = found.first else { return nil }
            let images = found.filter(\.name.isImages)
            let labels = found.filter { !$0.name.isImages }
            guard images.count == 1, labels.count == 1 else {
                throw DataFileProblem(
                    name,
                    images.count > 1 || labels.count > 1
                        ? "has '\(found[0].file)' and '\(found[1].file)', of which one would do"
                        : "has '\(first.file)', but no file of its \(images.isEmpty ? "images" : "labels")")
            }
            return .idx(images: images[0].file, labels: labels[0].file)
        }
        let (train, test, all) = (try part(.train), try part(.test), try part(.all))
        if let train, all == nil { return OwnLayout(classes: nil, train: train, test: test) }
        if let all, train == nil, test == nil { return OwnLayout(classes: nil, train: all, test: nil) }
        throw DataFileProblem(
            name,
            all == nil
                ? "has test images alone, and none to train on"
                : "has IDX files of which it cannot be told whether they are to train or to test on")
    }
}
