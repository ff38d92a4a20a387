/// The state of a notebook's text in version control.
public enum Revision: Sendable, Hashable, Codable {
    /// It is identical to this commit's.
    case committed(String)
    /// It differs from this commit's.
    case changed(since: String)
    /// It is in a repository, but not in the commit that is checked out.
    case uncommitted
    /// It is not in a repository.
    case unversioned
    /// The state is unknown, for this reason.
    case unknown(String)

    /// The revision in words.
    public var words: String {
        switch self {
        case .committed(let commit): "committed, \(commit)"
        case .changed(let commit): "changed since commit \(commit)"
        case .uncommitted: "not committed"
        case .unversioned: "not under version control"
        case .unknown(let reason): "unknown, for \(reason)"
        }
    }
}
