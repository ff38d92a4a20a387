import Foundation
import Glibc

/// When some files and folders were changed last, as far as the system tells.
struct FileStamps: Equatable {
    private struct Stamp: Equatable {
        let seconds: Int
        let nanoseconds: Int
        let size: Int
        let inode: UInt
    }

    private var stamps: [String: Stamp] = [:]

    /// The most files of folders that are looked at.
    private static let limit = 20_000

    /// Looks at files, and at folders with all that is in them.
    init(of paths: [String]) {
        for path in paths {
            guard let mode = add(path), mode & S_IFMT == S_IFDIR,
                let names = FileManager.default.enumerator(atPath: path)
            else { continue }
            while stamps.count < Self.limit, let name = names.nextObject() as? String {
                _ = add(path + "/" + name)
            }
        }
    }

    /// Looks at one file or folder.
    ///
    /// - Returns: its mode; `nil` where there is none.
    private mutating func add(_ path: String) -> mode_t? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        stamps[path] = Stamp(
            seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec),
            size: Int(status.st_size), inode: UInt(status.st_ino))
        return status.st_mode
    }
}
