package import NeuralNet

/// A data set as it is published: what it holds, its files, and where they are fetched from.
package struct Publication: Sendable {
    /// One of the files.
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

    /// The format of the files.
    package let format: any DataFileFormat

    /// The files with the images to train on, in the format's order.
    package let trainFiles: [File]

    /// The files with the images to test on.
    package let testFiles: [File]

    /// The shape of each image, `[C, H, W]`.
    package let shape: Shape

    /// How many images there are.
    package let counts: ImageCounts

    /// What the labels from 0 on mean.
    package let classes: [String]

    /// The folders that hold the files, tried in this order; what comes is checked against its hash. None for files that
    /// the user has to fetch.
    package let mirrors: [String]

    /// Makes a publication.
    ///
    /// - Parameters:
    ///   - format: that of the files, which says what the images are: ink or pictures.
    ///   - shape: that of each image; MNIST's where nothing is said.
    package init(
        name: String, title: String, format: any DataFileFormat = IDXFormat(), train: [File], test: [File],
        shape: Shape = BuiltinDigits.shape, counts: ImageCounts, classes: [String], mirrors: [String]
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
    }
}

extension Publication {
    /// All files in the published order: those to train on, then those to test on.
    package var files: [File] { trainFiles + testFiles }

    /// How many files there are, in words: `four`.
    var fileCount: String {
        let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        return files.count < words.count ? words[files.count] : String(files.count)
    }

    /// Whether the bytes that are to be had are known beforehand.
    var isPinned: Bool { files.allSatisfy { $0.hash != nil } }

    /// Whether its images are digits from 0 to 9, as the built-in ones are.
    var showsDigits: Bool { classes == BuiltinDigits.classes }

    /// Whether what is drawn lies in its images as MNIST's digits do, or there is nothing drawn that could.
    var isFramed: Bool { format.content == .picture || showsDigits }

    /// Whether its files are called as MNIST's are, and so as those of several other data sets.
    var isNamedAsMNIST: Bool { name != Self.mnist.name && files.map(\.name) == Self.mnist.files.map(\.name) }
}
