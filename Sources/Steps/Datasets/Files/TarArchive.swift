package import FoundationEssentials

/// The regular files of a tar archive without compression, in the formats ustar, pax and GNU tar's.
///
/// Paths are names to compare and to show: nothing is written to them, and an archive with links or devices is refused.
/// Every size in the archive is compared with the bytes that are there.
package struct TarArchive: Sendable {
    /// A regular file.
    package struct File: Sendable {
        /// The path in the archive, with at most 4,096 bytes.
        package let path: String
        /// The bytes.
        package let content: Data
    }

    /// The files in the archive's order.
    package let files: [File]

    /// The maximum number of files.
    private static let mostFiles = 1000

    /// Reads an archive.
    ///
    /// - Parameter name: its name, for messages.
    /// - Throws: ``DataFileProblem`` if it is damaged or cut short, has other entries than files and folders, or too many.
    package init(_ data: Data, name: String) throws(DataFileProblem) {
        var reader = TarReader(data, name: name)
        var files: [File] = []
        while let file = try reader.next() {
            guard files.count < Self.mostFiles else {
                throw DataFileProblem(
                    name, "has more than the \(Self.mostFiles) files that are read of an archive")
            }
            files.append(file)
        }
        self.files = files
    }
}
