import FoundationEssentials
import Glibc

/// The files that a notebook may read: those in its own folder, and in folders that the user opened to it.
///
/// A notebook may come from a stranger, so the files that it names are looked up there and nowhere else, whatever
/// links say.
public struct ReadableFiles: Sendable {
    /// The notebook's folder.
    private let folder: String

    /// The folders that the user opened.
    private let opened: [String]

    /// Listings of folders in which missing names were looked up.
    private let names = FolderNames()

    /// Makes the files that a notebook may read.
    ///
    /// - Parameters:
    ///   - notebook: the notebook's path; paths in it are relative to its folder.
    ///   - opened: further folders.
    public init(beside notebook: String, opening opened: [String] = []) {
        let parent = Self.parts(of: notebook, omittingEmpty: false).dropLast().joined(separator: "/")
        folder = notebook.hasPrefix("/") && parent.isEmpty ? "/" : parent.isEmpty ? "." : parent
        self.opened = opened
    }

    /// Makes the readable files of a folder named by the user.
    package init(in folder: String) {
        self.folder = folder
        opened = []
    }

    /// The length limit of paths in bytes (`PATH_MAX`).
    private static let longest = 4096

    /// The path of a file or folder that a notebook names, with all links resolved.
    ///
    /// - Parameter looksAround: whether to collect the existing names if there is no such file.
    /// - Throws: ``UnreadableFile`` if it does not exist, or lies outside.
    public func path(of name: String, lookingAround looksAround: Bool = true) throws(UnreadableFile) -> String
    {
        guard !name.isEmpty, !name.utf8.contains(0) else {
            throw UnreadableFile(name: name, reason: .noPath)
        }
        guard name.utf8.count < Self.longest else { throw UnreadableFile(name: name, reason: .tooLong) }
        let path = name.hasPrefix("/") ? name : folder + "/" + name
        // Not even the existence of a file outside is revealed.
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

    /// The path of a file or folder that a notebook names, whether it exists or not; `nil` outside the readable
    /// folders.
    package func place(of name: String) -> String? {
        guard !name.isEmpty, !name.utf8.contains(0), name.utf8.count < Self.longest else { return nil }
        let path = Self.normalized(name.hasPrefix("/") ? name : folder + "/" + name)
        return isOpen(path) ? path : nil
    }

    /// Whether a path, as written, leads into one of the folders.
    private func isOpen(_ path: String) -> Bool {
        ([folder] + opened).contains { Self.contains(Self.normalized($0), path) }
            || roots.contains { Self.contains($0, path) }
    }

    /// The folder, links resolved, that contains a path; `nil` if none does.
    func root(of path: String) -> String? { roots.first { Self.contains($0, path) } }

    private var roots: [String] { ([folder] + opened).compactMap(Self.realPath) }

    /// The existing names in the folder of a missing one, as a notebook would write them.
    private func neighbours(of name: String) -> [String] {
        let parts = Self.parts(of: name, omittingEmpty: false)
        let parent = parts.dropLast().joined(separator: "/")
        guard
            let real = parts.count > 1 ? try? path(of: parent, lookingAround: false) : Self.realPath(folder)
        else { return [] }
        return names.shown(in: real).map { parts.count > 1 ? parent + "/" + $0 : $0 }
    }

    /// Whether a path is a folder or inside it. Bytes are compared, as the system does: Swift considers some
    /// different names equal, and would merge a combining mark with a `/` before it.
    private static func contains(_ root: String, _ path: String) -> Bool {
        path.utf8.elementsEqual(root.utf8)
            || path.utf8.starts(with: (root.utf8.last == UInt8(ascii: "/") ? root : root + "/").utf8)
    }

    /// The names in a path, split as the system splits them.
    package static func parts(of path: some StringProtocol, omittingEmpty: Bool = true) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: omittingEmpty)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// An absolute path without `.` and `..`, links not resolved.
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

    /// The path of an existing file whose name differs only in the normalization of accents; `nil` if there is none.
    ///
    /// macOS returns names in which `ö` is an `o` and a combining mark; to Unicode, and to Swift's comparison of
    /// strings, these are equal, but Linux compares bytes.
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

/// An error: a notebook names a file that it cannot read.
public struct UnreadableFile: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason.
    public enum Reason: Sendable, Hashable {
        /// It does not exist.
        case absent
        /// It lies outside the readable folders.
        case outside
        /// The system refuses access, for this reason.
        case unreadable(String)
        /// The text is not a path.
        case noPath
        /// It exceeds the length limit of paths.
        case tooLong
    }

    /// The name as the notebook gives it.
    public let name: String

    /// The reason.
    public let reason: Reason

    /// The existing names that the notebook could give instead, sorted.
    public let neighbours: [String]

    init(name: String, reason: Reason, neighbours: [String] = []) {
        self.name = name
        self.reason = reason
        self.neighbours = neighbours
    }

    /// The message.
    public var description: String {
        switch reason {
        case .absent: "there is no '\(name)' beside the notebook"
        case .outside: "'\(name)' lies outside of the notebook's folder"
        case .unreadable(let words): "'\(name)' cannot be read: \(words)"
        case .noPath: "'\(name)' is not a path"
        case .tooLong:
            "a path of \(NumberText.grouped(name.utf8.count)) bytes is longer than the system takes"
        }
    }

    /// The advice; `nil` if it is obvious.
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
