import FoundationEssentials
import NeuralNet
import Workflow

extension OwnDataset {
    /// What is known before anything runs but names, labels and the images' size.
    struct Known {
        /// What is known of the images; not how many there are to train on.
        var facts: ImageFacts
        /// How many images of each class there are to train on, or in all.
        let classCounts: [Int]
        /// How many there are to test on; `nil` where they are not told apart.
        let testCount: Int?
        /// Whether they are image files, not files in MNIST's format.
        let areFiles: Bool
        /// Whether they are image files and ink as they are, light on dark.
        let areInk: Bool

        /// Whether test images are told apart.
        var hasTest: Bool { testCount != nil }

        /// How many images there are.
        ///
        /// - Parameter split: the share of each class kept for testing, where they are not told apart.
        func counts(split: Double?) -> ImageCounts {
            let all = classCounts.reduce(0, +)
            if let testCount { return ImageCounts(train: all, test: testCount) }
            let kept = classCounts.map { OwnDataset.keptCount(of: $0, by: split ?? 0) }.reduce(0, +)
            return ImageCounts(train: all - kept, test: kept)
        }
    }

    /// That the images to test on have another size than those to train on, heights before widths.
    static func differentSizes(test: [Int], train: [Int]) -> String {
        "has test images of \(test[1]) × \(test[0]) pixels, but of \(train[1]) × \(train[0]) to train on"
    }

    /// Finds out what is known of a folder.
    ///
    /// - Throws: ``ImageFaults`` where images are damaged or not of one size, ``DataFileProblem`` where it is no data set.
    static func known(_ name: String, in readable: ReadableFiles) throws -> Known {
        let folder = try OwnFolder(name, in: readable)
        let layout = folder.layout
        let shape: [Int]
        var survey = InkSurvey()
        switch layout.train {
        case .files(let files):
            let size = try folder.imageSize(
                train: files.map(\.file), test: layout.test?.files ?? [], &survey)
            shape = [1, size.height, size.width]
        case .idx:
            let sizes = try folder.imageSizes(of: layout.train)
            shape = [1] + sizes
            if let test = layout.test, case let own = try folder.imageSizes(of: test), own != sizes {
                throw DataFileProblem(name, differentSizes(test: own, train: sizes))
            }
        }
        let train = try folder.labelCounts(of: layout.train)
        let test = try layout.test.map(folder.labelCounts)
        let classes =
            layout.classes
            ?? train.indices.filter { train[$0] + (test?[$0] ?? 0) > 0 }.map(String.init)
        var facts = ImageFacts(shape: Shape(shape), classes: classes.count, normalization: .unscaled)
        facts.classNames = classes
        return Known(
            facts: facts,
            classCounts: train.filter { $0 > 0 }.sorted(),
            testCount: test?.reduce(0, +), areFiles: layout.classes != nil, areInk: survey.isInk)
    }
}

extension OwnFolder {
    /// How many images of a part have each label, 0…255.
    ///
    /// The labels of a file in MNIST's format are counted as the bytes that they are: a packed file of a few kilobytes may
    /// claim a thousand million of them.
    ///
    /// - Throws: ``DataFileProblem`` where its file of labels is damaged or has more than it claims.
    fileprivate func labelCounts(of part: OwnLayout.Part) throws(DataFileProblem) -> [Int] {
        var counts = [Int](repeating: 0, count: OwnLayout.mostClasses)
        switch part {
        case .files(let files):
            for file in files { counts[file.label] += 1 }
        case .idx(_, let file):
            let labels = try IDXFile(contents(of: file), rank: 1, name: name + "/" + file).elements
            labels.withUnsafeBytes { (labels: UnsafeRawBufferPointer) in
                for label in labels { counts[Int(label)] += 1 }
            }
        }
        return counts
    }

    /// The height and width of the images of a part in MNIST's format.
    ///
    /// - Throws: ``DataFileProblem`` where its files do not fit each other.
    fileprivate func imageSizes(of part: OwnLayout.Part) throws(DataFileProblem) -> [Int] {
        guard case .idx(let images, let labels) = part else { return [] }
        func dimensions(_ file: String, rank: Int) throws(DataFileProblem) -> [Int] {
            try IDXFile.dimensions(of: contents(of: file), rank: rank, name: name + "/" + file)
        }
        let (sizes, counts) = (try dimensions(images, rank: 3), try dimensions(labels, rank: 1))
        guard sizes[0] == counts[0] else {
            throw DataFileProblem(
                name + "/" + labels, "has \(counts[0]) labels for the \(sizes[0]) images of '\(images)'")
        }
        return Array(sizes.dropFirst())
    }
}
