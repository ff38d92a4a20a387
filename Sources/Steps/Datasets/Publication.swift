package import NeuralNet

/// A published data set: its contents, its files, and where to download them.
package struct Publication: Sendable {
    /// One of the files.
    package struct File: Sendable, Hashable {
        /// The published name.
        package let name: String
        /// The published size in bytes; `nil` if the file is part of a published archive.
        package let bytes: Int?
        /// The SHA-256 of the published bytes; `nil` if unknown.
        package let hash: String?
        /// The SHA-256 of the decompressed file; `nil` if unknown.
        package let unpackedHash: String?

        /// Makes a file.
        package init(name: String, bytes: Int?, hash: String?, unpackedHash: String? = nil) {
            self.name = name
            self.bytes = bytes
            self.hash = hash
            self.unpackedHash = unpackedHash
        }
    }

    /// Its name in a notebook: `mnist`.
    package let name: String

    /// Its title: `MNIST`.
    package let title: String

    /// The format of the files.
    package let format: any DataFileFormat

    /// The files of the training images, in the format's order.
    package let trainFiles: [File]

    /// The files of the test images.
    package let testFiles: [File]

    /// The shape of each image, `[C, H, W]`.
    package let shape: Shape

    /// The numbers of images.
    package let counts: ImageCounts

    /// The names of the classes, by label.
    package let classes: [String]

    /// The addresses of the files' folders, tried in this order; downloads are checked against their hashes. Empty for
    /// files that the user has to download.
    package let mirrors: [String]

    /// The archive that the files are in; `nil` if they are published one by one, or need hashes.
    package let archive: Archive?

    /// An archive of files of which no hash is published, a tar compressed with gzip: unpacked, they are checked by their
    /// sizes and labels.
    package struct Archive: Sendable, Hashable {
        /// Its name: `cifar-10-binary.tar.gz`.
        package let name: String
        /// Its published size in bytes.
        package let bytes: Int
        /// The SHA-256 of its published bytes.
        package let hash: String
        /// The folder that it unpacks to.
        package let folder: String
        /// The address of the page that has it.
        package let page: String

        /// Makes an archive.
        package init(name: String, bytes: Int, hash: String, folder: String, page: String) {
            self.name = name
            self.bytes = bytes
            self.hash = hash
            self.folder = folder
            self.page = page
        }
    }

    /// Makes a publication.
    ///
    /// - Parameters:
    ///   - format: the format of the files, which also decides whether the images are ink or pictures.
    ///   - shape: the shape of each image; MNIST's by default.
    package init(
        name: String, title: String, format: any DataFileFormat = IDXFormat(), train: [File], test: [File],
        shape: Shape = BuiltinDigits.shape, counts: ImageCounts, classes: [String], mirrors: [String],
        archive: Archive? = nil
    ) {
        self.name = name
        self.title = title
        self.format = format
        trainFiles = train
        testFiles = test
        self.shape = shape
        self.counts = counts
        self.classes = classes
        self.mirrors = mirrors
        self.archive = archive
    }
}

extension Publication {
    /// All files in the published order: training, then test.
    package var files: [File] { trainFiles + testFiles }

    /// The number of files in words: `four`.
    var fileCount: String {
        let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        return files.count < words.count ? words[files.count] : String(files.count)
    }

    /// Whether the notebook has to give the files' hashes, since nothing else tells whether they are the published ones.
    var needsHashes: Bool { !isPinned && archive == nil }

    /// Whether the hashes of all files are known.
    var isPinned: Bool { files.allSatisfy { $0.hash != nil } }

    /// Whether its images are digits from 0 to 9, like the built-in ones.
    var showsDigits: Bool { classes == BuiltinDigits.classes }

    /// Whether its characters are centred and sized as in MNIST, or it shows pictures.
    var isFramed: Bool { format.content == .picture || showsDigits }

    /// Whether its files have the names of MNIST's files, as those of several data sets do.
    var isNamedAsMNIST: Bool { name != Self.mnist.name && files.map(\.name) == Self.mnist.files.map(\.name) }
}
