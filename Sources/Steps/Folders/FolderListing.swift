import FoundationEssentials
import Glibc
package import Images

/// All that lies in a folder and in the folders in it, each file with what it holds.
package struct FolderListing: Sendable {
    /// A file, or what is a file behind a link.
    package struct File: Sendable {
        /// The path from the folder, parts joined by `/`.
        package let name: String
        /// The path to open it by.
        package let path: String
        /// What it holds, by its first bytes.
        package let kind: FileKind

        /// Whether it is a picture of a format that is read, or is called like one and holds nothing known: a damaged one.
        var isPicture: Bool {
            switch kind {
            case .picture: true
            case .foreign: false
            case .other:
                Self.endings.contains(name.split(separator: ".").last.map { $0.lowercased() } ?? "")
            }
        }

        private static let endings: Set = ["png", "jpg", "jpeg", "jpe", "jfif", "pgm"]
    }

    /// Tells where a link leads, by its path from the folder: the path to open; `nil` where it may not be followed.
    package typealias LinkRule = @Sendable (String) -> String?

    /// The files in the order of their names' bytes.
    package private(set) var files: [File] = []

    /// The folders in it by their paths from it, in the same order.
    package private(set) var folders: [String] = []

    /// What is passed over, told apart from the files that hold no picture.
    package private(set) var leftOut = LeftOut()

    /// The most files and folders that are looked at.
    private static let mostEntries = 1_000_000

    /// The most folders that lie in one another.
    private static let deepest = 64

    /// Looks through a folder.
    ///
    /// Names that begin with a point are passed over, and so is what is neither file nor folder.
    ///
    /// - Parameters:
    ///   - path: the folder's path.
    ///   - name: what it is called, for messages.
    ///   - following: which links are followed.
    /// - Throws: ``StepFailure`` where it cannot be looked through.
    package init(of path: String, name: String, following: LinkRule) throws {
        var pending = [Folder(name: "", path: path, ancestors: [])]
        var count = 0
        while let folder = pending.popLast() {
            guard let identity = Identity(of: folder.path) else { continue }
            let shown = folder.name.isEmpty ? name : name + "/" + folder.name
            for entry in try Self.entries(of: folder.path, name: shown) {
                count += 1
                guard count <= Self.mostEntries else {
                    throw StepFailure("'\(name)' holds more than the files and folders that are looked at")
                }
                let inside = folder.name.isEmpty ? entry.name : folder.name + "/" + entry.name
                guard entry.isText else {
                    leftOut.add(inside, .unnamed)
                    continue
                }
                guard !entry.name.hasPrefix("."), entry.name != Self.archiveRest else {
                    if Self.holdsPictures(folder.path + "/" + entry.name, called: entry.name) {
                        leftOut.add(inside, .hidden)
                    }
                    continue
                }
                let ancestors = folder.ancestors + [identity]
                add(inside, at: folder.path + "/" + entry.name, ancestors, following, &pending)
            }
        }
        files.sort { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        folders.sort { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// What macOS puts beside the files when it packs a folder.
    private static let archiveRest = "__MACOSX"

    private mutating func add(
        _ name: String, at path: String, _ ancestors: [Identity], _ following: LinkRule,
        _ pending: inout [Folder]
    ) {
        var path = path
        guard var mode = Self.mode(of: path, followingLinks: false) else { return }
        if mode == S_IFLNK {
            guard Self.mode(of: path, followingLinks: true) != nil else {
                leftOut.add(name, .brokenLink)
                return
            }
            guard let target = following(name), let kind = Self.mode(of: target, followingLinks: true) else {
                leftOut.add(name, .outsideLink)
                return
            }
            (path, mode) = (target, kind)
            if mode == S_IFDIR, Identity(of: path).map(ancestors.contains) ?? true {
                leftOut.add(name, .circularLink)
                return
            }
        }
        switch mode {
        case S_IFREG:
            let kind = FileBytes.prefix(of: path).map(FileKind.init(ofFileThatBegins:)) ?? .other
            files.append(File(name: name, path: path, kind: kind))
        case S_IFDIR where ancestors.count < Self.deepest:
            folders.append(name)
            pending.append(Folder(name: name, path: path, ancestors: ancestors))
        default: leftOut.add(name, .special)
        }
    }
}

// MARK: The file system

extension FolderListing {
    private struct Folder {
        let name: String
        let path: String
        /// The folders that it lies in.
        let ancestors: [Identity]
    }

    /// What tells one folder from all others, whatever path leads to it.
    private struct Identity: Hashable {
        let device: UInt
        let inode: UInt

        init?(of path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        }
    }

    /// What something is: `S_IFREG` and the like; `nil` where it is not there.
    private static func mode(of path: String, followingLinks: Bool) -> mode_t? {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }

    /// The names in a folder, and whether each is text.
    ///
    /// Names are bytes; Foundation's own listing passes over those that are no text.
    private static func entries(of path: String, name: String) throws -> [(name: String, isText: Bool)] {
        guard let stream = opendir(path) else {
            throw StepFailure("'\(name)' cannot be looked through: \(String(cString: strerror(errno)))")
        }
        defer { closedir(stream) }
        var entries: [(name: String, isText: Bool)] = []
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard bytes != [0x2E], bytes != [0x2E, 0x2E] else { continue }
            let text = String(validating: bytes, as: UTF8.self)
            entries.append((text ?? String(decoding: bytes, as: UTF8.self), text != nil))
        }
        return entries.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
    }

    /// Whether something whose name begins with a point is a picture, or a folder with files called like pictures.
    private static func holdsPictures(_ path: String, called name: String) -> Bool {
        switch mode(of: path, followingLinks: false) {
        case S_IFREG:
            let kind = FileBytes.prefix(of: path).map(FileKind.init(ofFileThatBegins:)) ?? .other
            return File(name: name, path: path, kind: kind).kind != .other
        case S_IFDIR where name != archiveRest:
            let names = (try? entries(of: path, name: name)) ?? []
            return names.contains { File(name: $0.name, path: "", kind: .other).isPicture }
        default: return false
        }
    }
}
