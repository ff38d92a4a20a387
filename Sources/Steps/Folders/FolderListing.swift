package import Images
package import Workflow

/// All that lies in a folder and in the folders in it, each file with what it holds.
package struct FolderListing: Sendable {
    /// A file, or what is a file behind a link.
    package struct File: Sendable {
        /// The path from the folder, parts joined by `/`.
        package let name: String
        /// Where it is opened.
        package let place: FoundFile
        /// What it holds, by its first bytes.
        package let kind: FileKind

        /// Whether it is a picture of a format that is read, or is called like one and holds nothing known: a damaged one.
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

    /// The folders in it by their paths from it, in the same order.
    package private(set) var folders: [String] = []

    /// What is passed over, told apart from the files that hold no picture.
    package private(set) var leftOut = LeftOut()

    /// The most files and folders that are looked at.
    private static let mostEntries = 1_000_000

    /// The most folders that lie in one another.
    private static let deepest = 64

    /// Looks through a folder, each folder in it opened once and listed from there.
    ///
    /// Names that begin with a point are passed over, and so are what is neither file nor folder, and the folders that runs
    /// write their reports and results to. Links are followed where
    /// they end in what may be read. Where several lead to one folder, it is read by the way with the fewest links, and of
    /// those by the first name, since a few links to folders full of links would lead to billions of files.
    ///
    /// - Parameters:
    ///   - folder: the folder, as it is named.
    ///   - shown: what it is called, for messages; `nil` for its name.
    ///   - readable: what may be read.
    /// - Throws: ``StepFailure`` where it cannot be looked through, `UnreadableFile` where it lies outside.
    package init(of folder: String, shown: String? = nil, in readable: ReadableFiles) throws {
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
            // What was named itself is looked through, whatever it is.
            guard next.name.isEmpty || !opened.isWrittenByRuns else {
                let images = Self.imageCount(in: opened, depth: next.ancestors.count, &count)
                if images > 0 { leftOut.add(next.name, .ownOutput, images: images) }
                continue
            }
            if !next.name.isEmpty { folders.append(next.name) }
            let ancestors = next.ancestors + [status]
            for bytes in entries {
                count += 1
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

    /// What macOS puts beside the files when it packs a folder.
    private static let archiveRest = "__MACOSX"

    /// Adds what a link leads to, where it may be read.
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
    /// A folder that is still to be looked through.
    private struct Folder {
        let name: String
        let path: String
        /// The folders that it lies in.
        let ancestors: [OpenFolder.Status]
    }

    /// Folders behind links, which are looked through when all others are, in the order of their names' bytes; those that are
    /// found behind them come after.
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

    /// Does what the system may refuse, and says so of the folder.
    private static func looking<Found: ~Copyable>(
        through folder: String, _ look: () throws(SystemError) -> Found
    ) throws -> Found {
        do throws(SystemError) {
            return try look()
        } catch {
            throw StepFailure("'\(folder)' cannot be looked through: \(error.reason)")
        }
    }

    /// What a file holds, by its first bytes.
    private static func kind(of name: String, in folder: borrowing OpenFolder) -> FileKind {
        let prefix = try? RegularFile(name, in: folder).prefix(FileKind.prefixLength)
        return prefix.map(FileKind.init(ofFileThatBegins:)) ?? .other
    }

    /// How many pictures lie in a folder whose name is no text, and so in what nobody can name; 0 where it is no folder.
    ///
    /// - Parameter count: how many files and folders were looked at.
    private static func imageCount(
        in name: [UInt8], of folder: borrowing OpenFolder, depth: Int, _ count: inout Int
    ) -> Int {
        guard depth < deepest, let opened = try? folder.folder(named: name) else { return 0 }
        return imageCount(in: opened, depth: depth, &count)
    }

    /// How many pictures lie in a folder, as far as they are counted.
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

    /// Whether something whose name begins with a point is a picture, or a folder with files called like pictures.
    private static func holdsPictures(_ name: String, in folder: borrowing OpenFolder) -> Bool {
        guard let status = folder.status(of: name) else { return false }
        if status.isRegularFile { return kind(of: name, in: folder) != .other }
        guard status.isFolder, name != archiveRest else { return false }
        let names = (try? folder.folder(name).names()) ?? []
        return names.contains { File.isCalledLikePicture(String(decoding: $0, as: UTF8.self)) }
    }
}
