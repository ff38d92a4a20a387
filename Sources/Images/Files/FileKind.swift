package import FoundationEssentials

/// The kind of a file, recognized by its first bytes, whatever its name.
package enum FileKind: Sendable, Hashable {
    /// A picture of a supported format: PNG, JPEG or PGM.
    case picture
    /// A file of a known, unsupported format, such as another picture format.
    case foreign(ForeignFormat)
    /// Anything else.
    case other

    /// The number of bytes needed.
    package static let prefixLength = 512

    /// Recognizes a file.
    ///
    /// - Parameter prefix: its first ``prefixLength`` bytes, or all if there are fewer.
    package init(ofFileThatBegins prefix: Data) {
        let bytes = [UInt8](prefix)
        if ImageFileFormat(ofFileThatBegins: bytes) != nil {
            self = .picture
        } else if let format = ForeignFormat(ofFileThatBegins: bytes) {
            self = .foreign(format)
        } else {
            self = .other
        }
    }
}
