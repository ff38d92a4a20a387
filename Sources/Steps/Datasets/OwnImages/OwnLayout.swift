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
    private(set) var leftOut = LeftOut()

    /// The folder whose images are tested on although it is called otherwise, such as `val`; `nil` where none is.
    private(set) var testFolder: String?

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

    private init(classes: [String]?, train: Part, test: Part?) {
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

// MARK: A folder for each class

extension OwnLayout {
    /// What a part of a data set is for, by what its folder is called.
    private enum Role {
        case train, test, validation

        init?(_ folder: String) {
            switch folder.lowercased() {
            case "train", "training": self = .train
            case "test", "testing": self = .test
            case "val", "valid", "validation": self = .validation
            default: return nil
            }
        }
    }

    /// An image by the folders that it lies in, those around the whole data set left out.
    private struct Image {
        let file: String
        let folders: [String]

        init(_ file: String, below depth: Int = 0) {
            self.file = file
            folders = file.split(separator: "/").dropLast().dropFirst(depth).map(String.init)
        }

        var role: Role? { folders.first.flatMap(Role.init) }
    }

    private static func folders(
        _ files: [String], in folders: [String], name: String, _ passedOver: LeftOut
    ) throws(DataFileProblem) -> OwnLayout {
        guard !files.isEmpty else {
            let rest = passedOver.isEmpty ? "" : "; it holds \(passedOver.words)"
            throw DataFileProblem(
                name,
                "has no data set: neither a folder of PNG, JPEG or PGM files for each class nor IDX files\(rest)"
            )
        }
        let wrapping = wrappingFolder(of: files)
        let depth = wrapping.split(separator: "/").count
        let images = files.map { Image($0, below: depth) }
        let hasParts =
            images.contains { $0.role == .train || $0.role != nil && $0.folders.count == 2 }
            && images.allSatisfy { $0.role != nil || $0.folders.isEmpty }
        let isApart = images.contains { $0.folders.count > 1 && $0.role != nil }
        try checkPlaces(of: images, hasParts: hasParts, isApart: isApart, name: name)
        try checkClasses(
            folders, wrapping: wrapping, holding: images, hasParts: hasParts, name: name, passedOver)
        let classes = try classes(of: images.map { $0.folders[hasParts ? 1 : 0] }, name: name)
        let places = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        func part(_ images: [Image]) -> Part {
            .files(
                interleaved(
                    images.map { ($0.file, places[$0.folders[hasParts ? 1 : 0]] ?? 0) }, classes.count))
        }
        guard hasParts else { return OwnLayout(classes: classes, train: part(images), test: nil) }
        let train = images.filter { $0.role == .train }
        let validation = images.filter { $0.role == .validation }
        var test = images.filter { $0.role == .test }
        guard !train.isEmpty else {
            throw DataFileProblem(name, "has test images alone, and none to train on")
        }
        let isTested = !test.isEmpty
        if !isTested { test = validation }
        var layout = OwnLayout(
            classes: classes, train: part(train), test: test.isEmpty ? nil : part(test))
        if isTested {
            for image in validation { layout.leftOut.add(image.file, .part(image.folders[0])) }
        } else {
            layout.testFolder = validation.first?.folders[0]
        }
        return layout
    }

    /// The folder in which all of a data set lies, where it lies in one as archives are unpacked; else an empty text.
    private static func wrappingFolder(of files: [String]) -> String {
        var wrapping: [Substring] = []
        while true {
            let rests = files.map { $0.split(separator: "/").dropFirst(wrapping.count) }
            guard let top = rests[0].first, Role(String(top)) == nil,
                rests.allSatisfy({ $0.count > 2 && $0.first == top })
            else { return wrapping.joined(separator: "/") }
            wrapping.append(top)
        }
    }

    /// Finds images that stand in no class's folder, or deeper than in one.
    private static func checkPlaces(
        of images: [Image], hasParts: Bool, isApart: Bool, name: String
    ) throws(DataFileProblem) {
        if isApart, !hasParts, let other = images.first(where: { $0.role == nil && !$0.folders.isEmpty }) {
            throw DataFileProblem(
                name,
                "has '\(other.folders[0])' beside parts of a data set; parts are called train, test and val")
        }
        let depth = hasParts ? 2 : 1
        for (wrong, words) in [
            (images.filter { $0.folders.count < depth }, ("stands", "stand", "in no class's folder")),
            (
                images.filter { $0.folders.count > depth },
                ("lies", "lie", "deeper than in a class's folder")
            ),
        ] {
            guard let first = wrong.first else { continue }
            let more = wrong.count - 1
            throw DataFileProblem(
                name + "/" + first.file,
                more == 0
                    ? "\(words.0) \(words.2)"
                    : "and \(more) \(more == 1 ? "other" : "others") \(words.1) \(words.2)")
        }
    }

    /// Finds folders of classes that hold no image.
    private static func checkClasses(
        _ folders: [String], wrapping: String, holding images: [Image], hasParts: Bool, name: String,
        _ passedOver: LeftOut
    ) throws(DataFileProblem) {
        let depth = wrapping.split(separator: "/").count + (hasParts ? 2 : 1)
        let filled = Set(images.map { $0.file.split(separator: "/").prefix(depth).joined(separator: "/") })
        let empty = folders.filter { folder in
            let parts = folder.split(separator: "/")
            return parts.count == depth && !filled.contains(folder)
                && (wrapping.isEmpty || folder.hasPrefix(wrapping + "/"))
                && (!hasParts || Role(String(parts[depth - 2])) != nil)
        }
        guard !empty.isEmpty else { return }
        let told = empty.prefix(10).map { folder in
            let held = passedOver.inside(folder)
            return "'\(folder)' (\(held.isEmpty ? "empty" : held.words))"
        }.joined(separator: ", ")
        let more = empty.count > 10 ? " and \(empty.count - 10) more" : ""
        throw DataFileProblem(
            name,
            "has \(empty.count == 1 ? "a class's folder" : "classes' folders") without an image that is read: \(told)\(more)"
        )
    }

    /// The classes in the order of their numbers, or of their names where not all are numbers.
    private static func classes(of folders: [String], name: String) throws(DataFileProblem) -> [String] {
        let names = Set(folders)
        guard names.count <= mostClasses else {
            throw DataFileProblem(name, "has \(names.count) classes; at most \(mostClasses) are told apart")
        }
        let isNumbered = names.allSatisfy { Int($0) != nil }
        return names.sorted { first, second in
            isNumbered && Int(first) != Int(second)
                ? (Int(first) ?? 0) < (Int(second) ?? 0)
                : Array(first.utf8).lexicographicallyPrecedes(Array(second.utf8))
        }
    }

    /// The first of each class, then the second of each, so that the first images of all are of all classes.
    private static func interleaved(
        _ images: [(file: String, label: Int)], _ classes: Int
    ) -> [(file: String, label: Int)] {
        var counts = [Int](repeating: 0, count: classes)
        let places = images.map { image in
            counts[image.label] += 1
            return counts[image.label]
        }
        return zip(images, places).sorted { ($0.1, $0.0.label) < ($1.1, $1.0.label) }.map(\.0)
    }
}
