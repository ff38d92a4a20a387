import FoundationEssentials
import Images

/// The files of a folder that are a data set, found by their paths and kinds.
struct OwnLayout {
    /// Labelled training or test images.
    enum Part {
        /// Image files, each with the index of its class.
        case images([(file: String, label: Int)])
        /// Files of a format with many labelled images.
        case data([String], any DataFileFormat)
    }

    /// The classes' names if folders name them; `nil` if labels do.
    let classes: [String]?

    /// The format of data files; `nil` for image files.
    var format: (any DataFileFormat)? {
        if case .data(_, let format) = train { format } else { nil }
    }

    /// The training images, or all.
    let train: Part

    /// The test images; `nil` if there is no such division.
    let test: Part?

    /// The validation images; `nil` if there are none beside test images.
    var validation: Part?

    /// The folder of the test images if it has another name, such as `val`; `nil` otherwise.
    var testFolder: String?

    /// The maximum number of classes of one-byte labels.
    static let mostClasses = 256

    /// Finds the data set in a folder.
    ///
    /// - Parameters:
    ///   - listing: the folder's contents.
    ///   - name: the folder's name, for messages.
    /// - Throws: ``DataFileProblem`` if there is none, or it is ambiguous.
    init(of listing: FolderListing, name: String) throws(DataFileProblem) {
        let others = listing.files.filter { $0.kind != .picture }.map(\.name)
        // Nested data files are the data set only if no images could be it.
        let hasImages = listing.files.contains(where: \.isPicture)
        let nearby = others.filter { !hasImages || !$0.contains("/") }
        if let format = DataFileFormats.all.first(where: { nearby.contains(where: $0.recognizes) }) {
            try self.init(dataFiles: others, of: format, name: name)
            return
        }
        var passedOver = listing.leftOut
        for file in listing.files where !file.isPicture { passedOver.add(file) }
        self = try Self.folders(
            listing.files.filter(\.isPicture).map(\.name), in: listing.folders, name: name, passedOver)
    }

    /// Finds the data set among its files.
    ///
    /// - Parameters:
    ///   - files: the files' paths in the folder, joined by `/`, in the order of their bytes.
    ///   - arePictures: whether they are image files.
    ///   - name: the folder's name, for messages.
    /// - Throws: ``DataFileProblem`` if they are not a data set.
    init(files: [String], arePictures: Bool, name: String) throws(DataFileProblem) {
        if !arePictures,
            let format = DataFileFormats.all.first(where: { files.contains(where: $0.recognizes) })
        {
            try self.init(dataFiles: files, of: format, name: name)
        } else {
            self = try Self.folders(files, in: [], name: name, LeftOut())
        }
    }

    private init(
        dataFiles files: [String], of format: any DataFileFormat, name: String
    ) throws(DataFileProblem) {
        let parts = try format.parts(among: format.files(among: files, of: name), of: name)
        self.init(
            classes: nil, train: .data(parts.train, format), test: parts.test.map { .data($0, format) })
    }

    init(classes: [String]?, train: Part, test: Part?) {
        self.classes = classes
        self.train = train
        self.test = test
    }
}
