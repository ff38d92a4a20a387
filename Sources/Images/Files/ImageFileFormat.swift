import FoundationEssentials

/// What kind of image a file holds, by its first bytes.
enum ImageFileFormat {
    case png, jpeg, graymap

    /// Finds the kind.
    ///
    /// - Throws: ``ImageFileProblem`` where it is none that is read.
    init(of data: Data) throws(ImageFileProblem) {
        if data.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if data.starts(with: "P5".utf8) || data.starts(with: "P2".utf8) {
            self = .graymap
        } else if data.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else {
            throw ImageFileProblem("is neither PNG, JPEG nor PGM")
        }
    }
}
