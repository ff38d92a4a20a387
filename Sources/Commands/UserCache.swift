import Diagnostics
import FoundationEssentials
import Glibc
import Workflow

/// The folder in which the user's results and downloads are kept where the command names none.
struct UserCache: Sendable {
    /// The folder: `stepbook` in `XDG_CACHE_HOME`, or in `.cache` at home, or one for the user in the folder of temporary
    /// files. Nothing is put there where there is an ``obstacle``.
    let path: String

    /// Why nothing is kept, in words that go on from the folder's name; `nil` where it is.
    let obstacle: String?

    /// The folder of results; where none are kept, the name of one that is not there.
    let stepDirectory: String

    /// That of this process.
    static let current = UserCache(environment: ProcessInfo.processInfo.environment)

    /// Finds it.
    init(environment: [String: String], temporary: String = FileManager.default.temporaryDirectory.path()) {
        let path: String
        var isShared = false
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
            path = folder + "/stepbook"
        } else if let home = environment["HOME"], !home.isEmpty {
            path = home + "/.cache/stepbook"
        } else {
            isShared = true
            path = (temporary.hasSuffix("/") ? temporary : temporary + "/") + "stepbook-\(geteuid())"
            // Made here, so that it is nobody else's to look into; whatever is there already is looked at.
            mkdir(path, 0o700)
        }
        obstacle = Self.obstacle(to: path, isShared: isShared)
        self.path = path
        stepDirectory = (obstacle == nil ? path : "\(path)-\(UUID().uuidString)") + "/steps"
    }

    /// Why a folder is not safe to keep results in: whoever can write there could hand us other results.
    private static func obstacle(to path: String, isShared: Bool) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        // A link at home is the user's own; one in a folder that all may write to is anybody's.
        if status.st_mode & S_IFMT == S_IFLNK {
            guard !isShared, stat(path, &status) == 0 else { return isShared ? "is a link" : nil }
        }
        if status.st_mode & S_IFMT != S_IFDIR { return "is no folder" }
        if status.st_uid != geteuid() { return "belongs to another user" }
        let others: mode_t = isShared ? 0o022 : 0o002
        return status.st_mode & others == 0 ? nil : "can be written to by other users"
    }

    /// The folder of downloaded data sets. What lies there is checked by its hashes, so anybody may have put it there.
    var downloadDirectory: String { path + "/data" }

    /// What is wrong, in words; `nil` where nothing is.
    var problem: String? { obstacle.map { "the cache '\(path)' \($0)" } }

    /// What the user is told of a folder that the command names, which is used all the same: who shares one with others may
    /// mean to.
    static func warning(of folder: String) -> String? {
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            let obstacle = obstacle(to: folder, isShared: false)
        else { return nil }
        return
            "warning: the cache '\(folder.madeVisible)' \(obstacle), whose results are taken for your own\n"
    }

    /// What the user is told; `nil` where nothing is wrong.
    var warning: String? {
        problem.map {
            "warning: \($0), so nothing is kept; name a folder of your own with --cache-dir\n"
        }
    }
}
