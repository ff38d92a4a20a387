/// What came of the steps of a run so far, in their order, and what its reader must know.
struct RunLog {
    /// What came of each step.
    private(set) var records: [StepRecord] = []

    /// What the reader must know, in the order it arose, each once.
    private(set) var notices: [Notice] = []

    private var knownNotices: Set<Notice> = []
    /// The first step of each cell that failed, by the cell's index.
    private var failures: [Int: Int] = [:]

    /// Takes what came of a step.
    mutating func add(_ record: StepRecord) {
        records.append(record)
        if case .failed = record.outcome, failures[record.step.cell] == nil {
            failures[record.step.cell] = record.step.index
        }
    }

    /// Takes notices.
    ///
    /// - Returns: those that were not known.
    mutating func add(_ notices: [Notice]) -> [Notice] {
        let new = notices.filter { knownNotices.insert($0).inserted }
        self.notices += new
        return new
    }

    /// The step that keeps another one from being run whose cell has a step that failed; `nil` where none has.
    func failure(inCell cell: Int) -> Int? { failures[cell] }

    /// The step for whose sake one was not done: itself, or what blocked it.
    func cause(ofMissing step: Int) -> Int {
        if case .blocked(let cause) = records[step].outcome { cause } else { step }
    }
}
