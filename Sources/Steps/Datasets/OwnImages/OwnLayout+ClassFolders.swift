// A folder for each class, optionally inside folders for training and test images.

import FoundationEssentials

extension OwnLayout {
    /// The role of a part of a data set, by its folder's name.
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

    /// Whether a folder of this name has the training or the test images of a data set.
    static func isForTrainingOrTest(_ folder: String) -> Bool {
        let role = Role(folder)
        return role == .train || role == .test
    }

    /// An image with its folders inside the data set.
    private struct Image {
        let file: String
        let folders: [String]

        init(_ file: String, below depth: Int = 0) {
            self.file = file
            folders = file.split(separator: "/").dropLast().dropFirst(depth).map(String.init)
        }

        var role: Role? { folders.first.flatMap(Role.init) }
    }

    static func folders(
        _ files: [String], in folders: [String], name: String, _ passedOver: LeftOut
    ) throws(DataFileProblem) -> OwnLayout {
        guard !files.isEmpty else {
            let formats = DataFileFormats.all.map(\.name).joined(separator: " nor ")
            let rest = passedOver.isEmpty ? "" : "; it holds \(passedOver.words)"
            throw DataFileProblem(
                name,
                "has no data set: neither a folder of PNG, JPEG or PGM files for each class nor \(formats)\(rest)"
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
        try checkWritings(of: images, depth: hasParts ? 2 : 1, name: name)
        if hasParts { try checkParts(of: images, wrapping: wrapping, name: name) }
        let classes = try classes(of: images.map { $0.folders[hasParts ? 1 : 0] }, name: name)
        let places = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        func part(_ images: [Image]) -> Part {
            .images(
                interleaved(
                    images.map { ($0.file, places[$0.folders[hasParts ? 1 : 0]] ?? 0) }, classes.count))
        }
        guard hasParts else { return OwnLayout(classes: classes, train: part(images), test: nil) }
        let train = images.filter { $0.role == .train }
        let validation = images.filter { $0.role == .validation }
        let test = images.filter { $0.role == .test }
        guard !train.isEmpty else { throw .onlyTestImages(of: name) }
        guard test.isEmpty else {
            var layout = OwnLayout(classes: classes, train: part(train), test: part(test))
            layout.validation = validation.isEmpty ? nil : part(validation)
            return layout
        }
        var layout = OwnLayout(
            classes: classes, train: part(train), test: validation.isEmpty ? nil : part(validation))
        layout.testFolder = validation.first?.folders[0]
        return layout
    }

    /// The single folder that contains the whole data set, as from an archive; empty if there is none.
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

    /// Finds images that are outside the folders of classes, or deeper than in one.
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
            (
                images.filter { $0.folders.count < depth },
                (
                    "stands", "stand",
                    "in no class's folder: put the images of each class into a subfolder of its own"
                )
            ),
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

    /// Finds folders of the same role, such as `val` and `valid`, one of which may be a copy of the other.
    private static func checkParts(of images: [Image], wrapping: String, name: String) throws(DataFileProblem)
    {
        var folders: [Role: String] = [:]
        for image in images {
            guard let role = image.role else { continue }
            let first = folders[role, default: image.folders[0]]
            guard first == image.folders[0] else {
                throw DataFileProblem(
                    wrapping.isEmpty ? name : name + "/" + wrapping,
                    "has '\(first)' and '\(image.folders[0])', which are for the same; keep one of them here")
            }
            folders[role] = first
        }
    }

    /// Finds two folders of a part whose names differ only in the encoding of an accent: their names do not show
    /// whether they are one class or two.
    private static func checkWritings(
        of images: [Image], depth: Int, name: String
    ) throws(DataFileProblem) {
        var known: [String: String] = [:]
        for image in images {
            let folder = image.folders.prefix(depth).joined(separator: "/")
            guard let other = known.updateValue(folder, forKey: folder),
                !other.utf8.elementsEqual(folder.utf8)
            else { continue }
            throw DataFileProblem(
                name,
                "has two folders called '\(folder)', which differ in how an accent is written alone; put the images of both into one"
            )
        }
    }

    /// Finds folders of classes without images.
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

    /// The classes in numerical order, or in the order of their names if not all are numbers.
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

    /// The first image of each class, then the second of each, so that the first images have all classes.
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
