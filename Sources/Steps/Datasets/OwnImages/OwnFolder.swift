import FoundationEssentials
import Images
import NeuralNet
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
    /// - Parameter report: receives the progress, and may end it with an error.
    /// - Throws: ``DataFileProblem`` if it is not a data set, ``StepFailure`` if it cannot be scanned.
    init(
        _ name: String, in readable: ReadableFiles, reportingTo report: (Progress) throws -> Void = { _ in }
    ) throws {
        let path = try readable.path(of: name)
        guard readable.status(at: path)?.isFolder == true else {
            throw DataFileProblem(name, "is not a folder")
        }
        self.name = name
        listing = try FolderListing(of: name, in: readable, reportingTo: report)
        layout = try OwnLayout(of: listing, name: name)
        places = Dictionary(listing.files.map { (Array($0.name.utf8), $0.place) }) { first, _ in first }
    }

    /// Reads one of the files.
    ///
    /// - Parameter folders: where its folder stays open; `nil` to open it for this file alone.
    /// - Throws: ``DataFileProblem`` if it cannot be read.
    func contents(of file: String, through folders: OpenFolders? = nil) throws(DataFileProblem) -> Data {
        do throws(FileBytesProblem) {
            return try read(file, through: folders)
        } catch {
            throw DataFileProblem(name + "/" + file, error.description)
        }
    }

    private func read(_ file: String, through folders: OpenFolders?) throws(FileBytesProblem) -> Data {
        try places[Array(file.utf8)]?.contents(limit: Self.limit, through: folders) ?? Data()
    }

    /// The problem of too many bytes or pixels.
    var tooLarge: DataFileProblem {
        DataFileProblem(name, "has more than the \(NumberText.bytes(Self.limit)) that are read")
    }

    /// The shape of image files once they are loaded, `[C, H, W]`; all of them are decoded.
    ///
    /// - Parameters:
    ///   - train: the training files, in the images' order.
    ///   - others: the test files and the validation files.
    ///   - form: the form in which they are loaded.
    ///   - survey: counts the training images.
    ///   - report: receives the progress.
    /// - Throws: ``ImageFaults`` if some cannot be read, or differ in size and are to keep it.
    func imageShape(
        train: [String], others: [String], form: ImageForm, _ survey: inout InkSurvey,
        reportingTo report: (Progress) -> Void = { _ in }
    ) throws -> Shape {
        var (bytes, pixels) = (0, 0)
        var channels = form.channels
        var images: [InspectedImage] = []
        let files = train + others
        let folders = OpenFolders()
        for (place, file) in files.enumerated() {
            if place > 0, place % 100 == 0 { report(Self.checking(place, of: files.count)) }
            let image = inspected(
                file, through: folders, &bytes, &survey, isSurveyed: place < train.count,
                looksForColours: channels == nil)
            if form.channels == nil, image.hasColours { channels = .colour }
            if case .success(let size) = image.found {
                pixels += form.side.map { $0 * $0 } ?? size.width * size.height
            }
            guard max(bytes, pixels * (channels?.count ?? 1)) <= Self.limit else { throw tooLarge }
            images.append(image)
        }
        if let faults = ImageFaults(in: images, of: name, areResized: form.side != nil) { throw faults }
        guard case .success(let size)? = images.first?.found else {
            throw DataFileProblem(name, "has no images")
        }
        return Shape([
            (channels ?? .grey).count, form.side ?? size.height, form.side ?? size.width,
        ])
    }

    /// The progress of decoding images before anything runs.
    static func checking(_ place: Int, of count: Int) -> Progress {
        Progress("checking images", fraction: Double(place) / Double(max(1, count)))
    }

    /// Decodes a file.
    ///
    /// - Parameters:
    ///   - bytes: the sum of the files' sizes, to which it is added.
    ///   - survey: counts it if it is surveyed.
    func inspected(
        _ file: String, through folders: OpenFolders, _ bytes: inout Int, _ survey: inout InkSurvey,
        isSurveyed: Bool, looksForColours: Bool
    ) -> InspectedImage {
        do throws(FileBytesProblem) {
            let data = try read(file, through: folders)
            bytes += data.count
            do throws(ImageFileProblem) {
                let isLookedAt = isSurveyed && survey.isOpen
                let decoded = try GreyImage.decoding(
                    data, lookingForColours: isLookedAt || looksForColours)
                let image = decoded.image
                if isLookedAt { survey.look(at: image, hadColours: decoded.hadColours) }
                return InspectedImage(
                    file: file, found: .success(.init(width: image.width, height: image.height)),
                    hasColours: decoded.hadColours)
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
        let stand = layout.testFolder.map { OwnDataset.noticeOnTestImages(of: name, from: $0) }
        return leftOut.notices(of: name) + (stand.map { [$0] } ?? [])
    }
}

extension OwnLayout {
    /// All files that belong to the data set, in the order of their names' bytes.
    var files: [String] {
        [train, test, validation].compactMap(\.self).flatMap(\.files)
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
