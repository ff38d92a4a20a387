import FoundationEssentials
import Images
package import Workflow

/// The files of pictures: those that are named, and those in folders that are named.
package struct PictureFiles: Sendable {
    /// The most bytes of all pictures together.
    package static let limit = 1 << 30

    /// The pictures with their names: the file, or what is a picture in the folder and the folders in it, in
    /// the order of their names with numbers in them compared as numbers.
    package let files: [(place: FoundFile, name: String)]

    /// What the reader must know of what else a folder holds.
    package let notices: [Notice]

    /// Finds the pictures that a notebook names: a file, or a folder.
    ///
    /// - Throws: `UnreadableFile` where it lies outside, ``StepFailure`` where a folder has none or cannot be looked through.
    package init(_ name: String, in readable: ReadableFiles) throws {
        let path = try readable.path(of: name)
        if readable.status(at: path)?.isFolder == true {
            try self.init(in: FolderListing(of: name, in: readable), name: name)
        } else {
            self.init(FoundFile(at: path, in: readable), name: name)
        }
    }

    /// Finds the pictures that a path of the user's own stands for; links that end in the folder are followed.
    ///
    /// - Throws: ``StepFailure`` where a folder has none or cannot be looked through.
    package init(at path: String) throws {
        var isFolder = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
            try self.init(
                in: FolderListing(of: ".", shown: path, in: ReadableFiles(in: path)), name: path)
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

    /// A name's runs of digits and of anything else.
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
