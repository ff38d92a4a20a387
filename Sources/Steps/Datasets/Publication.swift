/// A data set in MNIST's format as it is published: its files, and where they are fetched from.
package struct Publication: Sendable {
    /// One of the four files.
    package struct File: Sendable, Hashable {
        /// The published name.
        package let name: String
        /// The published size in bytes; `nil` where the file is published as part of something larger.
        package let bytes: Int?
        /// The SHA-256 of the published bytes; `nil` where it is not known for certain.
        package let hash: String?
        /// The SHA-256 of the file once unpacked; `nil` where it is not known for certain.
        package let unpackedHash: String?

        /// Makes a file.
        package init(name: String, bytes: Int?, hash: String?, unpackedHash: String? = nil) {
            self.name = name
            self.bytes = bytes
            self.hash = hash
            self.unpackedHash = unpackedHash
        }
    }

    /// What a notebook calls it: `mnist`.
    package let name: String

    /// What it is called: `MNIST`.
    package let title: String

    /// The four files: training images, training labels, test images, test labels.
    package let files: [File]

    /// How many images they hold.
    package let counts: ImageCounts

    /// What the labels from 0 on mean.
    package let classes: [String]

    /// Whether the files hold each image with rows for columns.
    package let isTransposed: Bool

    /// The folders that hold the files, tried in this order; what comes is checked against its hash. None for files that
    /// the user has to fetch.
    package let mirrors: [String]

    /// Makes a publication.
    ///
    /// - Precondition: there are four files.
    package init(
        name: String, title: String, files: [File], counts: ImageCounts, classes: [String],
        isTransposed: Bool = false, mirrors: [String]
    ) {
        precondition(files.count == 4, "\(files.count) files")
        self.name = name
        self.title = title
        self.files = files
        self.counts = counts
        self.classes = classes
        self.isTransposed = isTransposed
        self.mirrors = mirrors
    }

    /// Whether the bytes that are to be had are known beforehand.
    var isPinned: Bool { files.allSatisfy { $0.hash != nil } }

    /// Whether its images are digits from 0 to 9, as the built-in ones are.
    var showsDigits: Bool { classes == Self.digits }

    /// The classes of digits.
    static let digits = (0...9).map(String.init)
}
