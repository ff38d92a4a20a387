extension Publication {
    /// CIFAR-10: photographs of 32 × 32 pixels in colour, of ten classes (Krizhevsky 2009, "Learning Multiple Layers of
    /// Features from Tiny Images").
    ///
    /// Size and SHA-256 of the archive are those of TensorFlow Datasets' record `url_checksums/cifar10.txt`, with which
    /// MLDatasets.jl agrees. Of the files in it none are recorded, so unpacked ones are checked by what the data set's
    /// page says of them: 10,000 records of 3,073 bytes in each, and as many images of each class.
    package static let cifar10 = Publication(
        name: "cifar-10", title: "CIFAR-10", format: CIFARFormat(),
        train: (1...5).map { File(name: "data_batch_\($0).bin", bytes: 30_730_000, hash: nil) },
        test: [File(name: "test_batch.bin", bytes: 30_730_000, hash: nil)], shape: CIFARFormat.imageShape,
        counts: ImageCounts(train: 50_000, test: 10_000),
        classes: [
            "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
        ], mirrors: [],
        archive: Archive(
            name: "cifar-10-binary.tar.gz", bytes: 170_052_171,
            hash: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            folder: "cifar-10-batches-bin",
            page: "https://www.cs.toronto.edu/~kriz/cifar.html"))

    /// CIFAR-100: the same of a hundred classes, the fine labels.
    ///
    /// Size and SHA-256 of the archive are those of `url_checksums/cifar100.txt`.
    package static let cifar100 = Publication(
        name: "cifar-100", title: "CIFAR-100", format: CIFARFormat(labelCount: 2),
        train: [File(name: "train.bin", bytes: 153_700_000, hash: nil)],
        test: [File(name: "test.bin", bytes: 30_740_000, hash: nil)], shape: CIFARFormat.imageShape,
        counts: ImageCounts(train: 50_000, test: 10_000), classes: fineClasses, mirrors: [],
        archive: Archive(
            name: "cifar-100-binary.tar.gz", bytes: 168_513_733,
            hash: "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
            folder: "cifar-100-binary",
            page: "https://www.cs.toronto.edu/~kriz/cifar.html"))

    /// The names of CIFAR-100's fine labels, as `fine_label_names.txt` of its archive lists them.
    private static let fineClasses = [
        "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
        "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
        "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
        "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo",
        "keyboard", "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree",
        "motorcycle", "mountain", "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree",
        "pear", "pickup_truck", "pine_tree", "plain", "plate", "poppy", "porcupine", "possum", "rabbit",
        "raccoon", "ray", "road", "rocket", "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper",
        "snail", "snake", "spider", "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank",
        "telephone", "television", "tiger", "tractor", "train", "trout", "tulip", "turtle", "wardrobe",
        "whale", "willow_tree", "wolf", "woman", "worm",
    ]
}
