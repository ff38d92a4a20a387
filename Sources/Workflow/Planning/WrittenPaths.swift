import Diagnostics

/// The paths of the files that a notebook writes, all different, none of them the folder of another.
struct WrittenPaths {
    /// A path with its range in the notebook.
    struct Claim {
        let path: String
        let range: SourceRange
    }

    /// The most bytes of a path, since the system accepts 4,096 including everything before it.
    static let longest = 1024

    private var claims: [String: Claim] = [:]
    /// The folders that are created, each with the first file in it.
    private var folders: [String: Claim] = [:]

    /// Claims a path.
    ///
    /// - Returns: the conflicting claim; `nil` if there is none, and the path is claimed.
    mutating func claim(_ path: String, at range: SourceRange) -> Claim? {
        if let earlier = claims[path] ?? folders[path] { return earlier }
        let parents = Self.parents(of: path)
        if let parent = parents.first(where: { claims[$0] != nil }) { return claims[parent] }
        let claim = Claim(path: path, range: range)
        claims[path] = claim
        for parent in parents where folders[parent] == nil { folders[parent] = claim }
        return nil
    }

    /// The folders on a path, outermost first.
    private static func parents(of path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }
}
