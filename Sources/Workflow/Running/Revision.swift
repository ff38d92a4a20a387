/// How a notebook's text stands in version control.
public enum Revision: Sendable, Hashable {
    /// It is the one of this commit.
    case committed(String)
    /// It is another one than that of this commit.
    case changed(since: String)
    /// It lies in a repository, but in no commit that is checked out.
    case uncommitted
    /// It lies in no repository.
    case unversioned
    /// It could not be found out, for this reason.
    case unknown(String)

    /// The revision in a reader's words.
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
