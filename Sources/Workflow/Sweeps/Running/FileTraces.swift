import Glibc

/// What the system tells of files, and of folders with everything in them: identities, sizes, and times that nobody can
/// set. While it is the same, so are their bytes.
///
/// A reference type, because many runs read the same files, which are looked at once.
package final class FileTraces {
    private var known: [String: ContentHash?] = [:]

    /// The most files and folders behind one path.
    private static let most = 200_000

    /// Makes traces of which there are none yet.
    package init() {}

    /// The trace of a path, links followed; `nil` if there are too many files, or one may not be looked at.
    package func trace(of path: String) -> ContentHash? {
        if let trace = known[path] { return trace }
        let trace = Self.trace(of: path)
        known[path] = trace
        return trace
    }

    private static func trace(of path: String) -> ContentHash? {
        var fingerprint = Fingerprint()
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard [ENOENT, ENOTDIR].contains(errno) else { return nil }
            fingerprint.add("none", "")
            return fingerprint.hash
        }
        add(status, named: "", to: &fingerprint)
        guard status.st_mode & S_IFMT == S_IFDIR else { return fingerprint.hash }
        var count = 0
        var visited: Set = [OpenFolder.Status(ofPath: path)?.identity]
        var pending = [path]
        while let folder = pending.popLast() {
            guard let names = try? OpenFolder(at: folder).names() else { return nil }
            for bytes in names {
                count += 1
                let name = String(decoding: bytes, as: UTF8.self)
                let place = "\(folder)/\(name)"
                guard count <= most else { return nil }
                guard stat(place, &status) == 0 else {
                    // A link that leads nowhere, or a name that is no text.
                    fingerprint.add(place, "none")
                    continue
                }
                add(status, named: place, to: &fingerprint)
                guard status.st_mode & S_IFMT == S_IFDIR,
                    visited.insert(OpenFolder.Status(ofPath: place)?.identity).inserted
                else { continue }
                pending.append(place)
            }
        }
        return fingerprint.hash
    }

    private static func add(_ status: stat, named name: String, to fingerprint: inout Fingerprint) {
        let changed = "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
        let modified = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        // Machines number the file systems of a network each in its own way.
        let numbers = "\(status.st_ino) \(status.st_mode) \(status.st_size)"
        fingerprint.add(name, "\(numbers) \(modified) \(changed)")
    }
}
