extension Publication {
    /// All data sets that a notebook can load by name.
    package static let known: [Publication] = [
        mnist, fashionMNIST, kuzushijiMNIST, emnistDigits, emnistLetters, emnistBalanced, cifar10, cifar100,
    ]

    /// MNIST: handwritten digits, 28×28, 8-bit grey (LeCun et al. 1998).
    package static let mnist = Publication(
        name: "mnist", title: "MNIST",
        train: [
            File(
                name: "train-images-idx3-ubyte.gz", bytes: 9_912_422,
                hash: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                unpackedHash: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            File(
                name: "train-labels-idx1-ubyte.gz", bytes: 28_881,
                hash: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                unpackedHash: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        ],
        test: [
            File(
                name: "t10k-images-idx3-ubyte.gz", bytes: 1_648_877,
                hash: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                unpackedHash: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            File(
                name: "t10k-labels-idx1-ubyte.gz", bytes: 4_542,
                hash: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                unpackedHash: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ], counts: ImageCounts(train: 60_000, test: 10_000), classes: BuiltinDigits.classes,
        mirrors: [
            "https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/",
        ])

    /// Fashion-MNIST: articles of clothing (Xiao, Rasul and Vollgraf 2017, arXiv:1708.07747).
    ///
    /// Sizes and hashes are those of TensorFlow Datasets' record `url_checksums/fashion_mnist.txt`.
    package static let fashionMNIST = Publication(
        name: "fashion-mnist", title: "Fashion-MNIST",
        train: [
            File(
                name: "train-images-idx3-ubyte.gz", bytes: 26_421_880,
                hash: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            File(
                name: "train-labels-idx1-ubyte.gz", bytes: 29_515,
                hash: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        ],
        test: [
            File(
                name: "t10k-images-idx3-ubyte.gz", bytes: 4_422_102,
                hash: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            File(
                name: "t10k-labels-idx1-ubyte.gz", bytes: 5_148,
                hash: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        ], counts: ImageCounts(train: 60_000, test: 10_000),
        classes: [
            "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
            "ankle boot",
        ], mirrors: ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"])

    /// Kuzushiji-MNIST: cursive Japanese characters, one for each row of hiragana (Clanuwat et al. 2018,
    /// arXiv:1812.01718).
    ///
    /// Sizes and hashes are those of TensorFlow Datasets' record `url_checksums/kmnist.txt`.
    package static let kuzushijiMNIST = Publication(
        name: "kmnist", title: "Kuzushiji-MNIST",
        train: [
            File(
                name: "train-images-idx3-ubyte.gz", bytes: 18_165_135,
                hash: "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
            File(
                name: "train-labels-idx1-ubyte.gz", bytes: 29_497,
                hash: "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
        ],
        test: [
            File(
                name: "t10k-images-idx3-ubyte.gz", bytes: 3_041_136,
                hash: "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
            File(
                name: "t10k-labels-idx1-ubyte.gz", bytes: 5_120,
                hash: "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
        ], counts: ImageCounts(train: 60_000, test: 10_000),
        classes: ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
        mirrors: ["https://codh.rois.ac.jp/kmnist/dataset/kmnist/"])

    /// EMNIST's digits: four times as many as MNIST, from the same source (Cohen et al. 2017, arXiv:1702.05373).
    ///
    /// They are published inside an archive of 562 MB with a known hash; the hashes of the files in it are unknown, so
    /// the notebook has to give them.
    package static let emnistDigits = emnist(
        "digits", counts: ImageCounts(train: 240_000, test: 40_000), classes: BuiltinDigits.classes)

    /// EMNIST's letters, with capital and small ones in one class each; their labels begin at 1.
    package static let emnistLetters = emnist(
        "letters", counts: ImageCounts(train: 124_800, test: 20_800), classes: capitals, firstLabel: 1)

    /// EMNIST's balanced digits and letters, with small letters in classes of their own if they do not look like
    /// capital ones.
    package static let emnistBalanced = emnist(
        "balanced", title: "EMNIST's balanced characters", counts: ImageCounts(train: 112_800, test: 18_800),
        classes: BuiltinDigits.classes + capitals + "abdefghnqrt".map(String.init))

    private static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)

    /// A part of EMNIST, in four files of MNIST's format with transposed images, whose hashes are unknown.
    ///
    /// Numbers of images, classes and labels are those of Cohen et al., table II, and of the mapping files beside the
    /// images in the archive.
    private static func emnist(
        _ part: String, title: String? = nil, counts: ImageCounts, classes: [String], firstLabel: UInt8 = 0
    ) -> Publication {
        func files(_ role: String) -> [File] {
            ["images-idx3", "labels-idx1"].map {
                File(name: "emnist-\(part)-\(role)-\($0)-ubyte.gz", bytes: nil, hash: nil)
            }
        }
        return Publication(
            name: "emnist-\(part)", title: title ?? "EMNIST's \(part)",
            format: IDXFormat(isTransposed: true, firstLabel: firstLabel), train: files("train"),
            test: files("test"), counts: counts, classes: classes, mirrors: [])
    }
}
