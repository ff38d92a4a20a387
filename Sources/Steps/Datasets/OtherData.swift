/// Data known from elsewhere that `load` does not accept, with the alternative.
enum OtherData {
    /// What to write instead of a data set's name; `nil` if the name is unknown.
    static func words(onDataSet name: String) -> String? {
        if name.contains("://") {
            return
                "nothing is downloaded by its address: download it first, and load the folder: 'load(from: \"folder\", split: 0.2)'"
        }
        guard name.utf8.count <= 100 else { return nil }
        return dataSets[spelling(of: name)]
    }

    /// The normalized spelling of a name: `cifar10` for `CIFAR-10`.
    static func spelling(of name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// What to do with a file where a folder of images is expected, by its extension; `nil` for other extensions.
    static func words(onFile name: String) -> String? {
        guard let point = name.lastIndex(of: ".") else { return nil }
        return files[name[name.index(after: point)...].lowercased()]
    }

    private static func named(_ entries: [(names: [String], words: String)]) -> [String: String] {
        Dictionary(entries.flatMap { entry in entry.names.map { ($0, entry.words) } }) { first, _ in first }
    }

    private static let dataSets = named([
        (
            [
                "svhn", "stl10", "imagenet", "imagenet1k", "imagenette",
                "tinyimagenet", "caltech101", "caltech256", "celeba", "coco", "food101", "flowers102",
                "oxfordflowers102", "tfflowers", "oxfordpets", "oxfordiiitpet", "catsvsdogs", "catsanddogs",
                "pascalvoc", "voc2007", "voc2012", "gtsrb", "eurosat", "places365", "stanfordcars", "cub200",
                "beans", "horsesorhumans", "lfw", "dtd", "sun397",
            ],
            "it is not loaded by name: unpack its images into a folder for each class, and load that: 'load(from: \"folder\", size: 64)' crops and scales images of any size"
        ),
        (
            [
                "qmnist", "notmnist", "omniglot", "usps", "semeion", "digits", "k49", "kuzushiji49",
                "quickdraw",
            ],
            "it is not loaded by name: unpack its images into a folder for each class, of one size, and load that"
        ),
        (["cifar"], "CIFAR's are two, \"cifar-10\" and \"cifar-100\""),
        (
            ["emnist", "emnistbyclass", "emnistbymerge", "emnistmnist"],
            "of EMNIST three parts are loaded by name, \"emnist-digits\", \"emnist-letters\" and \"emnist-balanced\""
        ),
        (
            [
                "iris", "wine", "titanic", "boston", "bostonhousing", "californiahousing", "breastcancer",
                "diabetes", "adult", "census", "covertype", "penguins", "abalone",
            ], "'load' reads images, and no tables of numbers"
        ),
        (
            [
                "imdb", "reuters", "agnews", "wikitext", "wikitext2", "penntreebank", "20newsgroups", "sst2",
                "squad", "glue", "yelp", "speechcommands", "librispeech", "fsdd",
            ], "'load' reads images, and neither text nor sound"
        ),
    ])

    /// The call of NumPy that saves all arrays of a data set.
    static let savingArrays =
        "numpy.savez(\"digits.npz\", x_train=…, y_train=…, x_test=…, y_test=…)"

    private static let files = named([
        (
            ["csv"],
            "a table with a label and the pixels of an image in each row is loaded by 'load(from: \"digits.csv\", split: 0.2)'"
        ),
        (
            ["npz"], "arrays x_train, y_train, x_test and y_test are loaded by 'load(from: \"digits.npz\")'"
        ),
        (
            ["tsv", "xls", "xlsx", "parquet", "arff", "feather"],
            "'load' reads images, and no tables of numbers: where each row is an image, save it as CSV with a column 'label'"
        ),
        (
            ["pt", "pth", "ckpt", "safetensors"],
            "a network is read by 'loadModel(\"net.pt\", for: data, layers: [...])', and tensors of images from 'numpy.savez' by 'load'"
        ),
        (
            ["npy"],
            "an array of images and one of their labels are loaded by 'load(from: \"x.npy\", labels: \"y.npy\", split: 0.2)'"
        ),
        (
            ["h5", "hdf5", "mat", "pkl", "pickle", "tfrecord", "tfrecords"],
            "'load' reads arrays of NumPy from one file: in Python, \(savingArrays)"
        ),
        (
            ["zip", "tar", "gz", "tgz", "bz2", "xz", "7z", "rar", "zst"],
            "unpack it, and name the folder that comes out"
        ),
        (
            ["png", "jpg", "jpeg", "pgm"],
            "name the folder that holds a folder of images for each class"
        ),
        (
            ["json", "txt", "xml", "yaml", "yml", "jsonl"],
            "'load' finds the classes by folders: one for each, with its images"
        ),
    ])
}
