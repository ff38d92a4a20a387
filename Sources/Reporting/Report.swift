package import Figures
public import Workflow

/// A run as a self-contained page: one HTML file without any requests.
///
/// The page is a pure function of the run. What differs between two runs of a notebook with the same results, such as
/// durations and cache hits, is in one block between two comments, `timing: begin` and `timing: end`.
public struct Report: Sendable, Hashable {
    /// The page.
    public let html: String

    /// Writes the report of a run.
    ///
    /// - Parameter template: a custom page; `nil` for the standard one.
    public init(of run: Run, template: PageTemplate? = nil) {
        html = Page(of: run, template: template).html
    }

    /// Writes the report of a run.
    ///
    /// - Parameters:
    ///   - liveNumber: the number of the report in a live page, which its server updates.
    ///   - figureKinds: the kinds of figures that later reports may show without reloading the page.
    package init(of run: Run, liveNumber: Int, template: PageTemplate?, figureKinds: FigureKinds) {
        html =
            Page(of: run, liveNumber: liveNumber, template: template, figureKinds: figureKinds).html
    }
}
