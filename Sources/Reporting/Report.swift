package import Figures
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
    ///
    /// - Parameter template: a page of one's own; `nil` for the usual one.
    public init(of run: Run, template: PageTemplate? = nil) {
        html = Page(of: run, template: template).html
    }

    /// Writes the report of a run.
    ///
    /// - Parameters:
    ///   - liveNumber: of a page that follows the notebook, from the server that it came from, which of its reports it is.
    ///   - figureKinds: the kinds of figures that later reports may show, for which the page is not loaded anew.
    package init(of run: Run, liveNumber: Int, template: PageTemplate?, figureKinds: FigureKinds) {
        html =
            Page(of: run, liveNumber: liveNumber, template: template, figureKinds: figureKinds).html
    }
}
