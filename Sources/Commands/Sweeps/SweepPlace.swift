import ArgumentParser

/// Where a sweep's runs are done, as the command line names it.
enum SweepPlace: String, ExpressibleByArgument, CaseIterable {
    /// In processes on this machine.
    case here
    /// As elements of job arrays of Slurm.
    case slurm
}

extension SweepExecution.Place {
    /// The number of runs at a time.
    ///
    /// - Parameter runs: the number of runs.
    func count(of runs: Int) -> Int {
        switch self {
        case .here(let jobs): jobs
        case .slurm(let order): min(runs, order.limit ?? order.most)
        }
    }
}
