package import Images
package import Workflow

/// The recursive contents of a folder, with the kind of each file.
package struct FolderListing: Sendable {
    /// A file, or a link to one.
    package struct File: Sendable {
        /// The path in the folder, joined by `/`.
        package let name: String
        /// The place to open.
        package let place: FoundFile
        /// The kind, by its first bytes.
        package let kind: FileKind

        /// Whether it is a picture of a supported format, or has the name of one and unknown contents, so that it is
        /// damaged.
        var isPicture: Bool {
            switch kind {
            case .picture: true
            case .foreign: false
            case .other: Self.isCalledLikePicture(name)
            }
        }

        fileprivate static func isCalledLikePicture(_ name: String) -> Bool {
            endings.contains(name.split(separator: ".").last.map { $0.lowercased() } ?? "")
        }

        private static let endings: Set = ["png", "jpg", "jpeg", "jpe", "jfif", "pgm"]
    }

    /// The files in the order of their names' bytes.
    package private(set) var files: [File] = []

    /// The paths of its subfolders, in the same order.
    package private(set) var folders: [String] = []

    /// What is skipped, apart from files without pictures.
    package private(set) var leftOut = LeftOut()

    /// The maximum number of files and folders.
    private static let mostEntries = 1_000_000

    /// The maximum nesting of folders.
    private static let deepest = 64

    /// Scans a folder; each subfolder is opened once.
    ///
    /// Names that begin with a dot are skipped, and so are special files and the folders that runs write their reports
    /// and results to. Links are followed if their target may be read. If several lead to the same folder, it is read
    /// by the path with the fewest links, and of those by the first name, since a few links to folders full of links
    /// would lead to billions of files.
    ///
    /// - Parameters:
    ///   - folder: the folder's path.
    ///   - shown: its name in messages; `nil` for the path.
    ///   - readable: the files that may be read.
    ///   - report: receives the progress, and may end it with an error.
    /// - Throws: ``StepFailure`` if it cannot be scanned, `UnreadableFile` if it is outside.
    package init(
        of folder: String, shown: String? = nil, in readable: ReadableFiles,
        reportingTo report: (Progress) throws -> Void = { _ in }
    ) throws {
        let name = shown ?? folder
        var pending = [Folder(name: "", path: try readable.path(of: folder), ancestors: [])]
        var links = LinkQueue()
        var visited: Set<OpenFolder.Identity> = []
        var count = 0
        while let next = pending.popLast() ?? links.next() {
            let shown = next.name.isEmpty ? name : name + "/" + next.name
            let opened = try Self.looking(through: shown) { () throws(SystemError) in
                try readable.openFolder(at: next.path)
            }
            let entries = try Self.looking(through: shown) { () throws(SystemError) in try opened.names() }
            guard let status = opened.status else { continue }
            guard visited.insert(status.identity).inserted else {
                leftOut.add(next.name, .secondWay)
                continue
            }
            // A folder that was named explicitly is scanned, whatever its name.
            guard next.name.isEmpty || !opened.isWrittenByRuns else {
                let images = Self.imageCount(in: opened, depth: next.ancestors.count, &count)
                if images > 0 { leftOut.add(next.name, .ownOutput, images: images) }
                continue
            }
            if !next.name.isEmpty { folders.append(next.name) }
            let ancestors = next.ancestors + [status]
            for bytes in entries {
                count += 1
                if count % 100 == 0 { try report(Progress("looking through '\(name)'", fraction: nil)) }
                guard count <= Self.mostEntries else {
                    throw StepFailure(
                        "'\(name)' holds more than the \(NumberText.grouped(Self.mostEntries)) files and folders that are looked at"
                    )
                }
                let text = String(validating: bytes, as: UTF8.self)
                let entry = text ?? String(decoding: bytes, as: UTF8.self)
                let inside = next.name.isEmpty ? entry : next.name + "/" + entry
                guard text != nil else {
                    leftOut.add(
                        inside, .unnamed,
                        images: Self.imageCount(in: bytes, of: opened, depth: ancestors.count, &count))
                    continue
                }
                guard !entry.hasPrefix("."), entry != Self.archiveRest else {
                    if Self.holdsPictures(entry, in: opened) { leftOut.add(inside, .hidden) }
                    continue
                }
                let found = Folder(name: inside, path: next.path + "/" + entry, ancestors: ancestors)
                guard let status = opened.status(of: entry) else { continue }
                if status.isLink {
                    guard opened.leads(entry) else {
                        leftOut.add(inside, .brokenLink)
                        continue
                    }
                    addLink(found, named: folder + "/" + inside, in: readable, &links)
                } else {
                    let kind = status.isRegularFile ? Self.kind(of: entry, in: opened) : .other
                    add(found, status, kind, in: readable, &pending)
                }
            }
        }
        files.sort { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        folders.sort { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// The folder of metadata that macOS adds to archives.
    private static let archiveRest = "__MACOSX"

    /// Adds a link's target if it may be read.
    private mutating func addLink(
        _ link: Folder, named name: String, in readable: ReadableFiles, _ links: inout LinkQueue
    ) {
        guard let path = try? readable.path(of: name, lookingAround: false),
            let status = readable.status(at: path)
        else {
            leftOut.add(link.name, .outsideLink)
            return
        }
        guard !status.isFolder || !link.ancestors.contains(where: status.isSameFile) else {
            leftOut.add(link.name, .circularLink)
            return
        }
        let target = Folder(name: link.name, path: path, ancestors: link.ancestors)
        let prefix = FoundFile(at: path, in: readable).prefix
        let kind = prefix.map(FileKind.init(ofFileThatBegins:)) ?? .other
        var folder: [Folder] = []
        add(target, status, kind, in: readable, &folder)
        folder.forEach { links.add($0) }
    }

    private mutating func add(
        _ found: Folder, _ status: OpenFolder.Status, _ kind: FileKind, in readable: ReadableFiles,
        _ pending: inout [Folder]
    ) {
        if status.isRegularFile {
            files.append(
                File(name: found.name, place: FoundFile(at: found.path, in: readable), kind: kind))
        } else if status.isFolder, found.ancestors.count < Self.deepest {
            pending.append(found)
        } else {
            leftOut.add(found.name, .special)
        }
    }
}

extension FolderListing {
    /// A folder that has not been scanned yet.
    private struct Folder {
        let name: String
        let path: String
        /// Its enclosing folders.
        let ancestors: [OpenFolder.Status]
    }

    /// Linked folders, which are scanned after all others in the order of their names' bytes; links found in them come
    /// after.
    private struct LinkQueue {
        /// The last is the next.
        private var links: [Folder] = []
        private var found: [Folder] = []

        mutating func add(_ link: Folder) { found.append(link) }

        mutating func next() -> Folder? {
            if links.isEmpty {
                links = found.sorted { Array($1.name.utf8).lexicographicallyPrecedes(Array($0.name.utf8)) }
                found = []
            }
            return links.popLast()
        }
    }

    /// Runs a file operation and turns its error into one about the folder.
    private static func looking<Found: ~Copyable>(
        through folder: String, _ look: () throws(SystemError) -> Found
    ) throws -> Found {
        do throws(SystemError) {
            return try look()
        } catch {
            throw StepFailure("'\(folder)' cannot be looked through: \(error.reason)")
        }
    }

    /// The kind of a file, by its first bytes.
    private static func kind(of name: String, in folder: borrowing OpenFolder) -> FileKind {
        let prefix = try? RegularFile(name, in: folder).prefix(FileKind.prefixLength)
        return prefix.map(FileKind.init(ofFileThatBegins:)) ?? .other
    }

    /// The number of pictures in a folder whose name is not UTF-8, so that it cannot be named; 0 if it is not a folder.
    ///
    /// - Parameter count: the number of files and folders scanned so far.
    private static func imageCount(
        in name: [UInt8], of folder: borrowing OpenFolder, depth: Int, _ count: inout Int
    ) -> Int {
        guard depth < deepest, let opened = try? folder.folder(named: name) else { return 0 }
        return imageCount(in: opened, depth: depth, &count)
    }

    /// The number of pictures in a folder, up to the limits.
    private static func imageCount(in opened: borrowing OpenFolder, depth: Int, _ count: inout Int) -> Int {
        guard depth < deepest, let names = try? opened.names() else { return 0 }
        var images = 0
        for bytes in names where bytes.first != UInt8(ascii: ".") && count < mostEntries {
            count += 1
            let entry = String(decoding: bytes, as: UTF8.self)
            if let status = opened.status(of: entry), status.isRegularFile {
                if kind(of: entry, in: opened) == .picture || File.isCalledLikePicture(entry) { images += 1 }
            } else {
                images += imageCount(in: bytes, of: opened, depth: depth + 1, &count)
            }
        }
        return images
    }

    /// Whether something whose name begins with a dot is a picture, or a folder of files with names of pictures.
    private static func holdsPictures(_ name: String, in folder: borrowing OpenFolder) -> Bool {
        guard let status = folder.status(of: name) else { return false }
        if status.isRegularFile { return kind(of: name, in: folder) != .other }
        guard status.isFolder, name != archiveRest else { return false }
        let names = (try? folder.folder(name).names()) ?? []
        return names.contains { File.isCalledLikePicture(String(decoding: $0, as: UTF8.self)) }
    }
}
