/// MNIST as it is published: its files, and where they are fetched from.
package struct MNISTPublication: Sendable {
    /// One of the four files.
    package struct File: Sendable, Hashable {
        /// The published name.
        package let name: String
        /// The published size in bytes.
        package let bytes: Int
        /// The SHA-256 of the published bytes.
        package let hash: String
        /// The SHA-256 of the file once unpacked.
        package let unpackedHash: String

        /// Makes a file.
        package init(name: String, bytes: Int, hash: String, unpackedHash: String) {
            self.name = name
            self.bytes = bytes
            self.hash = hash
            self.unpackedHash = unpackedHash
        }
    }

    /// The four files: training images, training labels, test images, test labels.
    package let files: [File]

    /// How many images they hold.
    package let counts: ImageCounts

    /// The folders that hold them, tried in this order; what comes is checked against its hash.
    package let mirrors: [String]

    /// Makes a publication.
    ///
    /// - Precondition: there are four files.
    package init(files: [File], counts: ImageCounts, mirrors: [String]) {
        precondition(files.count == 4, "\(files.count) files")
        self.files = files
        self.counts = counts
        self.mirrors = mirrors
    }

    /// The real one.
    package static let original = MNISTPublication(
        files: [
            File(
                name: "train-images-idx3-ubyte.gz", bytes: 9_912_422,
                hash: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                unpackedHash: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            File(
                name: "train-labels-idx1-ubyte.gz", bytes: 28_881,
                hash: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                unpackedHash: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            File(
                name: "t10k-images-idx3-ubyte.gz", bytes: 1_648_877,
                hash: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                unpackedHash: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            File(
                name: "t10k-labels-idx1-ubyte.gz", bytes: 4_542,
                hash: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                unpackedHash: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ], counts: ImageCounts(train: 60_000, test: 10_000),
        mirrors: [
            "https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/",
        ])
}
