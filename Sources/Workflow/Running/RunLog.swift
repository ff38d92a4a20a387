/// The records of a run's steps so far, in order, and the notices for the reader.
struct RunLog {
    /// The record of each step.
    private(set) var records: [StepRecord] = []

    /// The notices for the reader, in order of occurrence, without duplicates.
    private(set) var notices: [Notice] = []

    private var knownNotices: Set<Notice> = []
    /// The first step of each cell that failed, by the cell's index.
    private var failures: [Int: Int] = [:]

    /// Adds the record of a step.
    mutating func add(_ record: StepRecord) {
        records.append(record)
        if case .failed = record.outcome, failures[record.step.cell] == nil {
            failures[record.step.cell] = record.step.index
        }
    }

    /// Adds notices.
    ///
    /// - Returns: the new ones.
    mutating func add(_ notices: [Notice]) -> [Notice] {
        let new = notices.filter { knownNotices.insert($0).inserted }
        self.notices += new
        return new
    }

    /// The failed step that blocks the rest of a cell; `nil` if no step of the cell has failed.
    func failure(inCell cell: Int) -> Int? { failures[cell] }

    /// The root cause of a missing result: the step itself, or the one that blocked it.
    func cause(ofMissing step: Int) -> Int {
        if case .blocked(let cause) = records[step].outcome { cause } else { step }
    }
}
