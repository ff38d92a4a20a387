import Workflow

/// The links to the runs' own reports, beside the sweep's page.
struct RunLinks {
    private let paths: [Int: String]

    /// - Parameter paths: the path of each run's report below the page's folder, by the run's index; a run without one
    ///   has no link.
    init(_ paths: [Int: String]) { self.paths = paths }

    /// Words that link to a run's report, if there is one.
    ///
    /// A path is below the page's folder whatever a record says: no slash is at its beginning.
    func node(to run: SweepRun, _ words: String) -> Node {
        guard let path = paths[run.index] else { return .text(words) }
        return .element(Element(.a, .href(toFile: String(path.drop { $0 == "/" }))) { words })
    }
}
