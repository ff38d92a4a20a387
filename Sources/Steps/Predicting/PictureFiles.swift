package import FoundationEssentials
import Glibc
import Images
package import Workflow

/// The files of pictures: those that are named, and those in folders that are named.
package struct PictureFiles: Sendable {
    /// The most bytes of all pictures together.
    package static let limit = 1 << 30

    /// The paths of the pictures with their names: the file, or what is a picture in the folder and the folders in it, in
    /// the order of their names with numbers in them compared as numbers.
    package let files: [(path: String, name: String)]

    /// What the reader must know of what else a folder holds.
    package let notices: [Notice]

    /// Finds the pictures that a path stands for.
    ///
    /// - Parameters:
    ///   - path: a file's or a folder's.
    ///   - name: what it is called.
    ///   - following: which links in the folder are followed.
    /// - Throws: ``StepFailure`` where a folder has none or cannot be looked through.
    package init(at path: String, name: String, following: FolderListing.LinkRule) throws {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
            files = [(path, name)]
            notices = []
            return
        }
        let listing = try FolderListing(of: path, name: name, following: following)
        var leftOut = listing.leftOut
        for file in listing.files where !file.isPicture { leftOut.add(file) }
        let pictures = listing.files.filter(\.isPicture)
        guard !pictures.isEmpty else {
            let rest = leftOut.isEmpty ? "" : "; it holds \(leftOut.words)"
            throw StepFailure("'\(name)' has no pictures: no PNG, JPEG or PGM files\(rest)")
        }
        let folder = name.hasSuffix("/") ? name : name + "/"
        files = pictures.sorted { Self.isBefore($0.name, $1.name) }.map { ($0.path, folder + $0.name) }
        notices = leftOut.notices(of: name)
    }

    /// Finds the pictures that a path of the user's own stands for; links that end in the folder are followed.
    package init(at path: String) throws {
        let root = Self.realPath(path)
        try self.init(at: path, name: path) { link in
            guard let root, let target = Self.realPath(path + "/" + link), target.hasPrefix(root + "/") else {
                return nil
            }
            return target
        }
    }

    /// Reads a picture's bytes.
    ///
    /// - Throws: ``FileBytesProblem`` where it is no file, or cannot be read.
    package static func contents(of path: String) throws(FileBytesProblem) -> Data {
        try FileBytes.contents(of: path, limit: limit)
    }

    private static func realPath(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
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
