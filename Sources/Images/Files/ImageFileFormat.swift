import FoundationEssentials

/// The format of an image file, by its first bytes.
enum ImageFileFormat {
    case png, jpeg, graymap

    /// Recognizes the format.
    ///
    /// - Throws: ``ImageFileProblem`` if it is unsupported.
    init(of data: Data) throws(ImageFileProblem) {
        let bytes = [UInt8](data.prefix(FileKind.prefixLength))
        guard !bytes.isEmpty else { throw ImageFileProblem("is empty") }
        if let format = Self(ofFileThatBegins: bytes) {
            self = format
        } else if let foreign = ForeignFormat(ofFileThatBegins: bytes) {
            throw ImageFileProblem(
                "is \(foreign.nounWithArticle), which is not read"
                    + (foreign.advice(for: "it").map { ": \($0)" } ?? ""))
        } else {
            throw ImageFileProblem("is neither PNG, JPEG nor PGM")
        }
    }

    /// Recognizes the format by a file's first bytes; `nil` if it is unsupported.
    init?(ofFileThatBegins bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if PortableGraymap.isHeader(bytes, of: ["P2", "P5"]) {
            self = .graymap
        } else {
            return nil
        }
    }
}
