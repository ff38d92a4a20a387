package import FoundationEssentials

/// What a file holds, told by its first bytes, whatever it is called.
package enum FileKind: Sendable, Hashable {
    /// A picture of a format that is read: PNG, JPEG or PGM.
    case picture
    /// Something known that is not read, such as a picture in another format.
    case foreign(ForeignFormat)
    /// Anything else.
    case other

    /// How many of a file's first bytes are looked at.
    package static let prefixLength = 512

    /// Tells what a file holds.
    ///
    /// - Parameter prefix: its first bytes, ``prefixLength`` of them where there are so many.
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
