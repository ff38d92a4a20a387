import Glibc

/// The memory that a network takes, found before any of it is asked for.
///
/// The system promises more memory than it has and ends the process that uses it, so asking is no way to find out.
struct MemoryNeed {
    /// Bytes, roughly: values and gradients of every layer for a batch, parameters, and what an optimizer keeps.
    let bytes: Int

    init(of architecture: Architecture, batchSize: Int, threads: Int, isTrained: Bool) {
        let numbers = architecture.outputs.reduce(architecture.input.count) { $0 + $1.count }
        let (batch, overflows) = numbers.multipliedReportingOverflow(by: batchSize * (isTrained ? 2 : 1) * 4)
        let parameters = architecture.parameterCount * (isTrained ? 5 + min(threads, batchSize) : 3) * 4
        bytes = overflows ? .max : batch.addingReportingOverflow(parameters).partialValue
    }

    /// Throws where the machine has less memory than that.
    func check() throws(NetworkError) {
        let available = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        guard available <= 0 || (0...available).contains(bytes) else {
            throw .memory(needed: bytes, available: available)
        }
    }
}
