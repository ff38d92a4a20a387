public import Workflow

/// A run as a page that opens anywhere: one file of HTML, without a request to anywhere.
///
/// The page is a pure function of the run. What differs between two runs of one notebook with the same results, such
/// as the time it took and what was cached, stands in one block between two comments, `timing: begin` and
/// `timing: end`.
public struct Report: Sendable, Hashable {
    /// The page.
    public let html: String

    /// Writes the report of a run.
    public init(of run: Run) { self.init(of: run, isLive: false) }

    /// Writes the report of a run.
    ///
    /// - Parameter isLive: whether the page follows the notebook, from the server that it came from.
    package init(of run: Run, isLive: Bool) {
        html = Page(of: run, isLive: isLive).html
    }
}
