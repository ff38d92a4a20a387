import FoundationEssentials
import Images
import Workflow

/// A folder that a notebook names as a data set: the files of the data set, and what else it contains.
struct OwnFolder {
    /// The folder's name in the notebook.
    let name: String
    /// The files of the data set.
    let layout: OwnLayout

    private let listing: FolderListing
    /// The place of each file, by the bytes of its name: two names may differ only in the encoding of an accent.
    private let places: [[UInt8]: FoundFile]

    /// The maximum total size of all files in bytes, and the maximum number of pixels.
    static let limit = 1 << 30

    /// Scans a folder.
    ///
    /// - Throws: ``DataFileProblem`` if it is not a data set, ``StepFailure`` if it cannot be scanned.
    init(_ name: String, in readable: ReadableFiles) throws {
        let path = try readable.path(of: name)
        guard readable.status(at: path)?.isFolder == true else {
            throw DataFileProblem(name, "is not a folder")
        }
        self.name = name
        listing = try FolderListing(of: name, in: readable)
        layout = try OwnLayout(of: listing, name: name)
        places = Dictionary(listing.files.map { (Array($0.name.utf8), $0.place) }) { first, _ in first }
    }

    /// Reads one of the files.
    ///
    /// - Throws: ``DataFileProblem`` if it cannot be read.
    func contents(of file: String) throws(DataFileProblem) -> Data {
        do throws(FileBytesProblem) {
            return try read(file)
        } catch {
            throw DataFileProblem(name + "/" + file, error.description)
        }
    }

    private func read(_ file: String) throws(FileBytesProblem) -> Data {
        try places[Array(file.utf8)]?.contents(limit: Self.limit) ?? Data()
    }

    /// The problem of too many bytes or pixels.
    var tooLarge: DataFileProblem {
        DataFileProblem(name, "has more than the \(NumberText.bytes(Self.limit)) that are read")
    }

    /// The size of image files, all of which are decoded.
    ///
    /// - Parameters:
    ///   - train: the training files, in the images' order.
    ///   - test: the test files.
    ///   - survey: counts the training images.
    /// - Throws: ``ImageFaults`` if some cannot be read or differ in size.
    func imageSize(
        train: [String], test: [String], _ survey: inout InkSurvey
    ) throws -> InspectedImage.Size {
        var bytes = 0
        var pixels = 0
        let images = try (train + test).enumerated().map { place, file in
            let image = inspected(file, &bytes, &survey, isSurveyed: place < train.count)
            if case .success(let size) = image.found { pixels += size.width * size.height }
            guard max(bytes, pixels) <= Self.limit else { throw tooLarge }
            return image
        }
        if let faults = ImageFaults(in: images, of: name) { throw faults }
        guard case .success(let size)? = images.first?.found else {
            throw DataFileProblem(name, "has no images")
        }
        return size
    }

    private func inspected(
        _ file: String, _ bytes: inout Int, _ survey: inout InkSurvey, isSurveyed: Bool
    ) -> InspectedImage {
        do throws(FileBytesProblem) {
            let data = try read(file)
            bytes += data.count
            do throws(ImageFileProblem) {
                let isLookedAt = isSurveyed && survey.isOpen
                let decoded = try GreyImage.decoding(data, lookingForColours: isLookedAt)
                let image = decoded.image
                if isLookedAt { survey.look(at: image, hadColours: decoded.hadColours) }
                return InspectedImage(
                    file: file, found: .success(.init(width: image.width, height: image.height)))
            } catch {
                return InspectedImage(file: file, found: .failure(.init(description: error.description)))
            }
        } catch {
            return InspectedImage(file: file, found: .failure(.init(description: error.description)))
        }
    }

    /// Notices on what is not read, and on which images are used as test images.
    var notices: [Notice] {
        var leftOut = listing.leftOut
        let read = Set(layout.files.map { Array($0.utf8) })
        for file in listing.files where !read.contains(Array(file.name.utf8)) {
            if layout.format == nil, file.isPicture { continue }
            if let unpacked = Gzip.unpackedName(of: file.name), read.contains(Array(unpacked.utf8)) {
                leftOut.add(file.name, .packed)
            } else {
                leftOut.add(file)
            }
        }
        leftOut.add(layout.leftOut)
        let stand = layout.testFolder.map {
            Notice("The test images of '\(name)' are those of '\($0)', for it has no 'test'.")
        }
        return leftOut.notices(of: name) + (stand.map { [$0] } ?? [])
    }
}

extension OwnLayout {
    /// All files that belong to the data set, in the order of their names' bytes.
    var files: [String] {
        [train, test].compactMap(\.self).flatMap(\.files)
            .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
}

extension OwnLayout.Part {
    /// The files, in the images' order.
    var files: [String] {
        switch self {
        case .images(let images): images.map(\.file)
        case .data(let files, _): files
        }
    }
}
