import Diagnostics
import FoundationEssentials
import Glibc
import Workflow

/// The default folder for the user's results and downloads.
struct UserCache: Sendable {
    /// The folder: `stepbook` in `XDG_CACHE_HOME`, or in `~/.cache`, or one for the user in the folder of temporary
    /// files. Nothing is stored there if there is an ``obstacle``.
    let path: String

    /// The reason why nothing is stored, in words that follow the folder's name; `nil` if there is none.
    let obstacle: String?

    /// The folder of results; if none are stored, the name of a folder that does not exist.
    let stepDirectory: String

    /// The cache of this process.
    static let current = UserCache(environment: ProcessInfo.processInfo.environment)

    /// Determines the folder.
    init(environment: [String: String], temporary: String = FileManager.default.temporaryDirectory.path()) {
        let path: String
        var isShared = false
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
            path = folder + "/stepbook"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = home + "/.cache/stepbook"
        } else {
            isShared = true
            path = (temporary.hasSuffix("/") ? temporary : temporary + "/") + "stepbook-\(geteuid())"
            // Created here with private permissions; an existing folder is checked below.
            mkdir(path, 0o700)
        }
        obstacle = Self.obstacle(to: path, isShared: isShared)
        self.path = path
        stepDirectory = (obstacle == nil ? path : "\(path)-\(UUID().uuidString)") + "/steps"
    }

    /// The reason why a folder is not safe for results: whoever can write to it could substitute other results.
    private static func obstacle(to path: String, isShared: Bool) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        // A link in the home folder belongs to the user; one in a folder that everyone can write to may be anybody's.
        if status.st_mode & S_IFMT == S_IFLNK {
            guard !isShared, stat(path, &status) == 0 else { return isShared ? "is a link" : nil }
        }
        if status.st_mode & S_IFMT != S_IFDIR { return "is not a folder" }
        if status.st_uid != geteuid() { return "belongs to another user" }
        let others: mode_t = isShared ? 0o022 : 0o002
        return status.st_mode & others == 0 ? nil : "can be written to by other users"
    }

    /// The folder of downloaded data sets. Its files are checked against their hashes, so it does not matter who put
    /// them there.
    var downloadDirectory: String { path + "/data" }

    /// The problem, in words; `nil` if there is none.
    var problem: String? { obstacle.map { "the cache '\(path)' \($0)" } }

    /// The warning about a folder that the command names, which is used all the same: sharing it may be intended.
    static func warning(of folder: String) -> String? {
        warning(of: folder, ", whose results are taken for your own")
    }

    /// The same for a command that removes results.
    static func warningOfCleaning(_ folder: String) -> String? {
        warning(of: folder, ", whose results are removed too")
    }

    private static func warning(of folder: String, _ consequence: String) -> String? {
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            let obstacle = obstacle(to: folder, isShared: false)
        else { return nil }
        return
            "warning: the cache '\(folder.madeVisible)' \(obstacle)\(consequence)\n"
    }

    /// The warning to the user; `nil` if there is no problem.
    var warning: String? {
        problem.map {
            "warning: \($0.madeVisible), so nothing is kept; name a folder of your own with --cache-dir\n"
        }
    }
}
