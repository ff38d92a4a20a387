package import Workflow

/// A sweep as one JSON object, for other programs: `NAME.sweep.json`, as `Docs/sweep-record.md` describes it.
///
/// It is written and read as this one type. What it says of settings is computed from the runs, so only the runs are
/// read. Everything that differs when a sweep is repeated is under the keys `timing`.
package struct SweepRecord: Sendable {
    /// The version of the object's form; raised when a member changes its meaning.
    package static let schema = 1

    /// The sweep.
    package let result: SweepResult

    /// The record of a sweep.
    package init(of result: SweepResult) { self.result = result }

    /// The JSON text on several lines, with a final line end: the members in order, numbers in the shortest form that
    /// reads back the same.
    package var json: String { value.text + "\n" }
}
