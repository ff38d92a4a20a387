import Diagnostics

/// The paths of the files that a notebook writes, each one once, and none of them the folder of another.
struct WrittenPaths {
    /// A path with where it stands in the notebook.
    struct Claim {
        let path: String
        let range: SourceRange
    }

    /// The bytes of the longest path, of which the system takes 4,096 with all that stands before it.
    static let longest = 1024

    private var claims: [String: Claim] = [:]
    /// The folders that are made, each with the first file in it.
    private var folders: [String: Claim] = [:]

    /// Takes a path.
    ///
    /// - Returns: what stands in its way; `nil` where nothing does, and the path is taken.
    mutating func claim(_ path: String, at range: SourceRange) -> Claim? {
        if let earlier = claims[path] ?? folders[path] { return earlier }
        let parents = Self.parents(of: path)
        if let parent = parents.first(where: { claims[$0] != nil }) { return claims[parent] }
        let claim = Claim(path: path, range: range)
        claims[path] = claim
        for parent in parents where folders[parent] == nil { folders[parent] = claim }
        return nil
    }

    /// The folders that a path leads through, outermost first.
    private static func parents(of path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }
}
