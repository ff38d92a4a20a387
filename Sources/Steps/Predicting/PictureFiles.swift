import FoundationEssentials
import Images
package import Workflow

/// The files of pictures, named directly or by their folder.
package struct PictureFiles: Sendable {
    /// The maximum total size of all pictures in bytes.
    package static let limit = 1 << 30

    /// The pictures with their names: the file, or the pictures in the folder and its subfolders, in natural order,
    /// with numbers compared as numbers.
    package let files: [(place: FoundFile, name: String)]

    /// Notices on the other contents of a folder.
    package let notices: [Notice]

    /// Finds the pictures that a notebook names: a file, or a folder.
    ///
    /// - Throws: `UnreadableFile` if it is outside, ``StepFailure`` if a folder has none or cannot be scanned.
    package init(_ name: String, in readable: ReadableFiles) throws {
        let path = try readable.path(of: name)
        if readable.status(at: path)?.isFolder == true {
            try self.init(in: FolderListing(of: name, in: readable), name: name)
        } else {
            self.init(FoundFile(at: path, in: readable), name: name)
        }
    }

    /// Finds the pictures of a path on the command line; links whose target is in the folder are followed.
    ///
    /// - Parameter report: receives the progress of scanning a folder.
    /// - Throws: ``StepFailure`` if a folder has none or cannot be scanned.
    package init(at path: String, reportingTo report: (Progress) throws -> Void = { _ in }) throws {
        var isFolder = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
            try self.init(
                in: FolderListing(
                    of: ".", shown: path, in: ReadableFiles(in: path), reportingTo: report), name: path)
        } else {
            self.init(FoundFile(at: path), name: path)
        }
    }

    private init(_ file: FoundFile, name: String) {
        files = [(file, name)]
        notices = []
    }

    private init(in listing: FolderListing, name: String) throws {
        var leftOut = listing.leftOut
        for file in listing.files where !file.isPicture { leftOut.add(file) }
        let pictures = listing.files.filter(\.isPicture)
        guard !pictures.isEmpty else {
            let rest = leftOut.isEmpty ? "" : "; it holds \(leftOut.words)"
            throw StepFailure("'\(name)' has no pictures: no PNG, JPEG or PGM files\(rest)")
        }
        let folder = name.hasSuffix("/") ? name : name + "/"
        files = pictures.sorted { Self.isBefore($0.name, $1.name) }.map { ($0.place, folder + $0.name) }
        notices = leftOut.notices(of: name)
    }

    /// `2.png` before `10.png`.
    private static func isBefore(_ first: String, _ second: String) -> Bool {
        let (one, other) = (parts(of: first), parts(of: second))
        for (left, right) in zip(one, other) where left != right {
            if let a = Int(left), let b = Int(right), a != b { return a < b }
            return Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))
        }
        return one.count < other.count
    }

    /// A name split into runs of digits and of other characters.
    private static func parts(of name: String) -> [String] {
        var parts: [String] = []
        for character in name {
            let isDigit = ("0"..."9").contains(character)
            if let last = parts.last?.last, ("0"..."9").contains(last) == isDigit {
                parts[parts.count - 1].append(character)
            } else {
                parts.append(String(character))
            }
        }
        return parts
    }
}
