import Glibc

/// The memory that a network needs, estimated before any of it is allocated.
///
/// Linux overcommits memory and kills the process that touches too much, so a failed allocation would not tell.
struct MemoryNeed {
    /// The estimate in bytes, without an average or a best epoch's network: activations and gradients of all layers for a batch, parameters and optimizer state.
    let bytes: Int

    init(of architecture: Architecture, batchSize: Int, threads: Int, isTrained: Bool) {
        let numbers = architecture.graph.operations.reduce(architecture.input.count) { $0 + $1.output.count }
        let (batch, overflows) = numbers.multipliedReportingOverflow(by: batchSize * (isTrained ? 2 : 1) * 4)
        let parameters = architecture.parameterCount * (isTrained ? 5 + min(threads, batchSize) : 3) * 4
        bytes = overflows ? .max : batch.addingReportingOverflow(parameters).partialValue
    }

    /// Throws if the machine has less memory than that.
    func check() throws(NetworkError) {
        let available = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        guard available <= 0 || (0...available).contains(bytes) else {
            throw .memory(needed: bytes, available: available)
        }
    }
}
