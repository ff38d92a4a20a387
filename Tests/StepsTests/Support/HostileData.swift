import Foundation
import NeuralNet
import Steps
import TestSupport

/// Data files of a format with random changes, each made by a seed alone, and what becomes of them when they are read.
enum HostileData: String, CaseIterable, Codable, Sendable {
    case npz, npy, csv, cifar, idx, tar

    /// What became of a changed file.
    enum Outcome {
        /// It was read as images or an array of so many bytes.
        case read(bytes: Int)
        /// It was refused with words.
        case refused
        /// It was read as something that is not in it, or refused without words, as described.
        case wrong(String)
    }

    /// The most bytes that a byte of a file can become: deflate's largest factor.
    private static let largestFactor = 1032

    /// Changes a file as a seed says, and reads it.
    func outcome(ofSeed seed: Int) -> Outcome {
        var random = RandomSource(seed: UInt64(seed))
        let (files, read) = changed(using: &random)
        do throws(DataFileProblem) {
            let (bytes, problem) = try read()
            if let problem { return .wrong(problem) }
            let stored = files.map(\.count).reduce(0, +)
            guard bytes <= Self.largestFactor * stored else {
                return .wrong("\(bytes) bytes from \(stored)")
            }
            return .read(bytes: bytes)
        } catch {
            let words = error.description
            guard words.hasPrefix("'f"), words.utf8.count < 10_000 else { return .wrong(words) }
            return .refused
        }
    }

    /// The files of a format as a seed changes them: one, or those of a part in the format's order.
    func files(ofSeed seed: Int) -> [Data] {
        var random = RandomSource(seed: UInt64(seed))
        return changed(using: &random).files
    }

    /// The number of bytes that were read, and what is wrong with them.
    private typealias Content = (bytes: Int, problem: String?)

    /// Changed files, and how they are read.
    private func changed(
        using random: inout RandomSource
    ) -> (files: [Data], read: () throws(DataFileProblem) -> Content) {
        switch self {
        case .npz:
            let archive = Self.archive(using: &random)
            return ([archive], { () throws(DataFileProblem) in try Self.readArchive(archive) })
        case .npy:
            let array = Self.changed(Self.arrays, &random)
            return ([array], { () throws(DataFileProblem) in try Self.readArray(array) })
        case .csv:
            let table = Self.changed(Self.tables, &random)
            return ([table], { () throws(DataFileProblem) in try Self.readTable(table) })
        case .cifar:
            let labels = Int.random(in: 1...2, using: &random)
            let files = [Self.changed([Self.records[labels - 1]], &random), Self.records[labels - 1]]
            return (files, { () throws(DataFileProblem) in try Self.readRecords(files, labels: labels) })
        case .idx:
            let files = Self.idx(using: &random)
            let isTransposed = Bool.random(using: &random)
            return (
                files, { () throws(DataFileProblem) in try Self.readIDX(files, isTransposed: isTransposed) }
            )
        case .tar:
            let archive = Self.tar(using: &random)
            return ([archive], { () throws(DataFileProblem) in try Self.readTar(archive) })
        }
    }

    private static func changed(_ seeds: [Data], _ random: inout RandomSource) -> Data {
        Data(Fuzzing.hostile([UInt8](seeds.randomElement(using: &random) ?? Data()), using: &random))
    }

    /// What is wrong with images: sizes that do not agree, or beyond the limits.
    private static func problem(_ images: LabelledSamples) -> String? {
        let sides = images.shape.dimensions
        guard sides.count == 3, sides.allSatisfy({ (1...65_536).contains($0) }), !images.labels.isEmpty,
            images.samples.count == images.shape.count(times: images.labels.count)
        else {
            return "\(images.labels.count) images of \(images.shape) in \(images.samples.count) bytes"
        }
        return nil
    }
}

// MARK: NumPy

extension HostileData {
    private static let arrays: [Data] = [
        .numPy([2, 2, 3], 0..<12), .numPy([2, 2, 3], 0..<12, version: 2), .numPy([3], 1..<4, version: 3),
        .numPy([2], [7, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0], type: "<i8"),
        .numPy([2, 1], [1, 0, 2, 0], type: "<u2"), .numPy([4], [0, 1, 1, 0], type: "|b1"), .numPy([], [5]),
        .numPy([0, 28, 28], []),
        .numPy(header: "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2), }", 0..<4),
    ]

    private static let archives: [[(String, Data)]] = [
        [
            ("x_train.npy", .numPy([4, 2, 3], 60..<84)), ("y_train.npy", .numPy([4], [7, 3, 7, 3])),
            ("x_test.npy", .numPy([3, 2, 3], 100..<118)), ("y_test.npy", .numPy([3], [3, 7, 9])),
        ],
        [
            ("train_images.npy", .numPy([2, 2, 2, 3], 0..<24)),
            ("train_labels.npy", .numPy([2, 1], [1, 0, 0, 0, 2, 0, 0, 0], type: "<u4", version: 2)),
            ("val_images.npy", .numPy([1, 2, 2, 3], 0..<12, version: 3)),
            ("val_labels.npy", .numPy([1], [1, 0], type: "<i2")),
        ],
        [
            ("x.npy", .numPy([2, 3, 2, 2], 0..<24)), ("y.npy", .numPy([2], [1, 1])),
            ("a.npy", .numPy([1], [1])),
        ],
    ]

    /// An archive: changed as a whole, or of changed arrays with right checksums, or one that states another size.
    private static func archive(using random: inout RandomSource) -> Data {
        var arrays = archives.randomElement(using: &random) ?? []
        let (isPacked, isFar) = (Bool.random(using: &random), Int.random(in: 0..<4, using: &random) == 0)
        var stated: [String: Int] = [:]
        let place = Int.random(in: 0..<arrays.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0, 1:
            return changed([.zip(arrays, isPacked: isPacked, isFar: isFar)], &random)
        case 2: arrays[place].1 = changed([arrays[place].1], &random)
        default:
            stated[arrays[place].0] =
                [0, 1, arrays[place].1.count - 1, arrays[place].1.count + 1, 1 << 20, 1 << 30, 0xFFFF_FFFE]
                .randomElement(using: &random)
        }
        return .zip(arrays, isPacked: isPacked, isFar: isFar, stated: stated)
    }

    private static func readArchive(_ archive: Data) throws(DataFileProblem) -> Content {
        let read = try ArrayImages(archive: archive, name: "f")
        let parts = [read.train, read.validation, read.test].compactMap(\.self)
        return (
            parts.map { $0.samples.count + $0.labels.count }.reduce(0, +),
            parts.compactMap(problem).first
        )
    }

    private static func readArray(_ array: Data) throws(DataFileProblem) -> Content {
        let read = try NumPyArray(array, name: "f", holding: .images)
        let isWhole =
            read.elements.count == read.dimensions.reduce(read.type.size, *)
            && array.suffix(read.elements.count) == read.elements
        return (
            read.elements.count, isWhole ? nil : "\(read.dimensions) in \(read.elements.count) bytes"
        )
    }
}

// MARK: Tables

extension HostileData {
    private static let tables: [Data] = [
        "label,pixel0,pixel1,pixel2,pixel3\n7,60,0,255,9\n3,61,1,2,3\n7,62,4,5,6\n",
        "label,pixel0\r\n7,60\r\n3,61\r\n", "7,60,0,255,9\n3,61,1,2,3", "1,2\n3,4\n",
        "pixel0,Label,pixel1,pixel2,pixel3\n60,7,0,255,9\n61,3,1,2,3\n62,7,4,5,6",
        "\"label\",\"1x1\",\"1x2\",\"2x1\",\"2x2\"\r\n007,60,0,255,9\r\n3,61,1,2,3\r\n\r\n",
        "\u{FEFF}label,p\n1,2\n",
    ].map { Data($0.utf8) }

    private static func readTable(_ table: Data) throws(DataFileProblem) -> Content {
        let read = try PixelTable(table, name: "f").images
        // Each row that is not empty is an image, but the first if it has names.
        let rows = table.split(separator: UInt8(ascii: "\n")).count { row in
            row.contains { !"\r\t ".utf8.contains($0) }
        }
        let areAllRows = read.labels.count == rows || read.labels.count == rows - 1
        return (
            read.samples.count + read.labels.count,
            areAllRows ? problem(read) : "\(read.labels.count) images of \(rows) rows"
        )
    }
}

// MARK: Files of bytes

extension HostileData {
    /// Files of CIFAR-10 and CIFAR-100 with two images.
    private static let records = [
        CIFARFormatTests.file([3, 0]), CIFARFormatTests.fineFile([99, 4]),
    ]

    private static func readRecords(_ files: [Data], labels: Int) throws(DataFileProblem) -> Content {
        let read = try CIFARFormat(labelCount: labels).images(in: files.map { DataFile(name: "f", data: $0) })
        let stored = files.map(\.count).reduce(0, +)
        let bytes = read.samples.count + read.labels.count
        return (
            bytes,
            stored == read.samples.count + labels * read.labels.count
                ? problem(read) : "\(read.labels.count) images of \(stored) bytes"
        )
    }

    /// A file of images and one of labels, of which one is changed, before it is compressed or after.
    private static func idx(using random: inout RandomSource) -> [Data] {
        var files = [Data.idx([2, 3, 4], 0..<24), Data.idx([2], [5, 5])]
        let place = Int.random(in: 0..<2, using: &random)
        let isChangedBefore = Bool.random(using: &random)
        if isChangedBefore { files[place] = changed([files[place]], &random) }
        if Bool.random(using: &random) { files = files.map(\.gzipped) }
        if !isChangedBefore { files[place] = changed([files[place]], &random) }
        return files
    }

    private static func readIDX(_ files: [Data], isTransposed: Bool) throws(DataFileProblem) -> Content {
        let read = try IDXFormat(isTransposed: isTransposed).images(
            in: files.map { DataFile(name: "f", data: $0) })
        // Sides of nothing are refused by those who read a data set.
        let count = read.shape.count(times: read.labels.count)
        return (
            read.samples.count + read.labels.count,
            count == read.samples.count ? nil : "\(read.labels.count) images of \(read.shape)"
        )
    }
}

// MARK: Archives of files

extension HostileData {
    private static let entries: [TarEntry] = [
        TarEntry(path: "set/", type: "5"), TarEntry(path: "set/a.bin", content: Data(0..<200)),
        .longPath("set/" + String(repeating: "long", count: 30)),
        TarEntry(path: "b.bin", content: Data(0..<3), magic: "ustar  \u{0}"),
        .attributes([("path", "set/c.bin"), ("size", "5")]), TarEntry(path: "c", content: Data(0..<5)),
    ]

    /// An archive: changed as a whole, before it is compressed or after, or one that states something else under right
    /// checksums.
    private static func tar(using random: inout RandomSource) -> Data {
        var entries = Self.entries
        let place = Int.random(in: 0..<entries.count, using: &random)
        let change = Int.random(in: 0..<6, using: &random)
        switch change {
        case 0: entries[place].statedSize = Int.random(in: 0..<2000, using: &random)
        case 1: entries[place].type = ["", "1", "5", "L", "x", "g", "S"].randomElement(using: &random) ?? ""
        case 2: entries[place].content = changed([entries[place].content], &random)
        case 3: entries.remove(at: place)
        default: break
        }
        let archive = Data.tar(entries)
        switch change {
        case 4: return changed([archive], &random)
        case 5: return changed([archive.gzipped], &random)
        default: return Bool.random(using: &random) ? archive.gzipped : archive
        }
    }

    private static func readTar(_ archive: Data) throws(DataFileProblem) -> Content {
        let bytes =
            Gzip.isStream(archive) ? try Gzip.unpack(archive, limit: 1 << 20, name: "f") : archive
        let files = try TarArchive(bytes, name: "f").files
        let total = files.map(\.content.count).reduce(0, +)
        return (total, total <= bytes.count ? nil : "\(total) bytes of \(bytes.count)")
    }
}
