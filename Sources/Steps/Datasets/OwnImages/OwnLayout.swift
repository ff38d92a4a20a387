import FoundationEssentials
import Images

/// Which files of a folder are a data set: found by their places, and by what is known of what they hold.
struct OwnLayout {
    /// Labelled images to train on, or to test on.
    enum Part {
        /// Image files, each with its class's place.
        case images([(file: String, label: Int)])
        /// Files of a format that holds many images with their labels.
        case data([String], any DataFileFormat)
    }

    /// The classes' names where folders name them; `nil` where labels do.
    let classes: [String]?

    /// The format of files that hold many images each; `nil` for image files.
    var format: (any DataFileFormat)? {
        if case .data(_, let format) = train { format } else { nil }
    }

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
        let nearby = others.filter { !hasImages || !$0.contains("/") }
        if let format = DataFileFormats.all.first(where: { nearby.contains(where: $0.recognizes) }) {
            try self.init(parts: format.parts(among: others, of: name), of: format)
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
        if !arePictures,
            let format = DataFileFormats.all.first(where: { files.contains(where: $0.recognizes) })
        {
            try self.init(parts: format.parts(among: files, of: name), of: format)
        } else {
            self = try Self.folders(files, in: [], name: name, LeftOut())
        }
    }

    private init(parts: DataFileParts, of format: any DataFileFormat) {
        self.init(
            classes: nil, train: .data(parts.train, format), test: parts.test.map { .data($0, format) })
    }

    init(classes: [String]?, train: Part, test: Part?) {
        self.classes = classes
        self.train = train
        self.test = test
    }
}
