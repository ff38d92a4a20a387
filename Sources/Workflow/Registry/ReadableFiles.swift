import FoundationEssentials
import Glibc

/// The files that a notebook may read: those in its own folder, and in folders that the user opened to it.
///
/// A notebook may come from a stranger, so what it names is looked for there and nowhere else, whatever links say.
public struct ReadableFiles: Sendable {
    /// The notebook's folder.
    private let folder: String

    /// The folders that the user opened.
    private let opened: [String]

    /// What was found in folders in which names were looked for that are not there as they are written.
    private let names = FolderNames()

    /// Makes the files that a notebook may read.
    ///
    /// - Parameters:
    ///   - notebook: the notebook's path; what it names is relative to its folder.
    ///   - opened: further folders.
    public init(beside notebook: String, opening opened: [String] = []) {
        let parent = Self.parts(of: notebook, omittingEmpty: false).dropLast().joined(separator: "/")
        folder = notebook.hasPrefix("/") && parent.isEmpty ? "/" : parent.isEmpty ? "." : parent
        self.opened = opened
    }

    /// Makes the files that lie in a folder, which is named by its user.
    package init(in folder: String) {
        self.folder = folder
        opened = []
    }

    /// The bytes of the longest path that the system takes (`PATH_MAX`).
    private static let longest = 4096

    /// The path of a file or folder that a notebook names, all links followed.
    ///
    /// - Parameter looksAround: whether what there is in place of one that is not there is looked for.
    /// - Throws: ``UnreadableFile`` where there is none, or where it lies outside.
    public func path(of name: String, lookingAround looksAround: Bool = true) throws(UnreadableFile) -> String
    {
        guard !name.isEmpty, !name.utf8.contains(0) else {
            throw UnreadableFile(name: name, reason: .noPath)
        }
        guard name.utf8.count < Self.longest else { throw UnreadableFile(name: name, reason: .tooLong) }
        let path = name.hasPrefix("/") ? name : folder + "/" + name
        // What lies outside is not even said to be there.
        guard isOpen(Self.normalized(path)) else { throw UnreadableFile(name: name, reason: .outside) }
        var found = Self.realPath(path)
        let number = errno
        if found == nil, number == ENOENT {
            found = self.path(writtenOtherwiseThan: Self.normalized(path)).flatMap(Self.realPath)
        }
        guard let real = found else {
            let isAbsent = number == ENOENT || number == ENOTDIR
            throw UnreadableFile(
                name: name, reason: isAbsent ? .absent : .unreadable(String(cString: strerror(number))),
                neighbours: isAbsent && looksAround ? neighbours(of: name) : [])
        }
        guard roots.contains(where: { Self.contains($0, real) }) else {
            throw UnreadableFile(name: name, reason: .outside)
        }
        return real
    }

    /// Where a file or folder that a notebook names is, or would be if it were there; `nil` outside of what may be read.
    package func place(of name: String) -> String? {
        guard !name.isEmpty, !name.utf8.contains(0), name.utf8.count < Self.longest else { return nil }
        let path = Self.normalized(name.hasPrefix("/") ? name : folder + "/" + name)
        return isOpen(path) ? path : nil
    }

    /// Whether a path leads, as it is written, into one of the folders.
    private func isOpen(_ path: String) -> Bool {
        ([folder] + opened).contains { Self.contains(Self.normalized($0), path) }
            || roots.contains { Self.contains($0, path) }
    }

    /// The folder, all links followed, in which a path lies; `nil` where it lies in none.
    func root(of path: String) -> String? { roots.first { Self.contains($0, path) } }

    private var roots: [String] { ([folder] + opened).compactMap(Self.realPath) }

    /// What lies in the same folder as a name that is not there, as a notebook would name it.
    private func neighbours(of name: String) -> [String] {
        let parts = Self.parts(of: name, omittingEmpty: false)
        let parent = parts.dropLast().joined(separator: "/")
        guard
            let real = parts.count > 1 ? try? path(of: parent, lookingAround: false) : Self.realPath(folder)
        else { return [] }
        return names.shown(in: real).map { parts.count > 1 ? parent + "/" + $0 : $0 }
    }

    /// Whether a path is a folder or leads into it: by its bytes, as the system has it, to which two names that Swift takes
    /// for the same text are two, and a mark behind a `/` is none on it.
    private static func contains(_ root: String, _ path: String) -> Bool {
        path.utf8.elementsEqual(root.utf8)
            || path.utf8.starts(with: (root.utf8.last == UInt8(ascii: "/") ? root : root + "/").utf8)
    }

    /// The names in a path, parted where the system parts them.
    package static func parts(of path: some StringProtocol, omittingEmpty: Bool = true) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: omittingEmpty)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// A path from the root without `.` and `..`, links left as they are.
    private static func normalized(_ path: String) -> String {
        var parts: [String] = []
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        for part in Self.parts(of: whole) {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The path to what is there under the same names with their accents written otherwise; `nil` where there is none.
    ///
    /// macOS hands out names in which `ö` is an `o` and a mark; Unicode says that they are the same names, as Swift's
    /// comparison of texts does, but Linux compares bytes.
    private func path(writtenOtherwiseThan path: String) -> String? {
        guard !path.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var found = ""
        for part in Self.parts(of: path) {
            var status = stat()
            if lstat(found + "/" + part, &status) == 0 {
                found += "/" + part
                continue
            }
            guard let same = names.writing(of: part, in: found.isEmpty ? "/" : found) else { return nil }
            found += "/" + same
        }
        return found
    }

    private static func realPath(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}

/// A file that a notebook names and that it cannot read.
public struct UnreadableFile: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why.
    public enum Reason: Sendable, Hashable {
        /// There is none.
        case absent
        /// It lies outside of what the notebook may read.
        case outside
        /// The system does not let us read it, for this reason.
        case unreadable(String)
        /// It is the name of nothing.
        case noPath
        /// It is longer than any path.
        case tooLong
    }

    /// The name as the notebook gives it.
    public let name: String

    /// Why.
    public let reason: Reason

    /// What there is in its place: names that the notebook could give, sorted.
    public let neighbours: [String]

    init(name: String, reason: Reason, neighbours: [String] = []) {
        self.name = name
        self.reason = reason
        self.neighbours = neighbours
    }

    /// What is the matter, in words.
    public var description: String {
        switch reason {
        case .absent: "there is no '\(name)' beside the notebook"
        case .outside: "'\(name)' lies outside of the notebook's folder"
        case .unreadable(let words): "'\(name)' cannot be read: \(words)"
        case .noPath: "'\(name)' is no path"
        case .tooLong:
            "a path of \(NumberText.grouped(name.utf8.count)) bytes is longer than the system takes"
        }
    }

    /// What to do, in words; `nil` where that goes without saying.
    public var advice: String? {
        switch reason {
        case .outside: "'--allow-read DIR' opens a folder to it"
        case .absent where name.hasPrefix("file://"): "a path is written without 'file://'"
        case .absent where isAddress:
            "nothing is fetched by its address: download it first, and name the file or folder that it lies in"
        case .absent: "a path is relative to the notebook's folder"
        case .unreadable, .noPath, .tooLong: nil
        }
    }

    /// Whether the name is an address such as `https://example.org/a.zip`.
    private var isAddress: Bool {
        guard let end = name.firstRange(of: "://")?.lowerBound, end > name.startIndex else { return false }
        return name[..<end].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }
}
