extension ImageFacts {
    /// The number of classes, in words.
    var classCount: String { classes == 1 ? "1 class" : "\(classes) classes" }

    /// How images that are all of one class would have several, in words.
    var adviceOnOneClass: String {
        sources.contains(where: \.isArrayFile)
            ? "a file's classes are its labels: give the images of each class a label of their own"
            : "a folder's classes are its subfolders: put the images of each class into one of its own"
    }
}
