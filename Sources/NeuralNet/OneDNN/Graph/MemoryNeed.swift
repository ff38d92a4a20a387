import Glibc

/// The memory that a network needs, estimated before any of it is allocated.
///
/// Linux overcommits memory and kills the process that touches too much, so a failed allocation would not tell.
struct MemoryNeed {
    /// The estimate in bytes: activations and gradients of all layers for a batch, parameters and optimizer state, and
    /// further copies of the network.
    let bytes: Int

    /// Estimates the need.
    ///
    /// - Parameter copies: the number of further copies of the network's tensors: an average, a best epoch's network.
    init(
        of architecture: Architecture, batchSize: Int, threads: Int, isTrained: Bool, copies: Int = 0
    ) {
        let numbers = architecture.graph.operations.reduce(architecture.input.count) { $0 + $1.output.count }
        let (batch, overflows) = numbers.multipliedReportingOverflow(by: batchSize * (isTrained ? 2 : 1) * 4)
        let parameters = architecture.parameterCount * (isTrained ? 5 + min(threads, batchSize) : 3) * 4
        let tensors = architecture.parameters.reduce(0) { $0 + $1.tensor.shape.count }
        bytes =
            overflows ? .max : batch.addingReportingOverflow(parameters + copies * tensors * 4).partialValue
    }

    /// Throws if the machine has less memory than that.
    func check() throws(NetworkError) {
        let available = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        guard available <= 0 || (0...available).contains(bytes) else {
            throw .memory(needed: bytes, available: available)
        }
    }
}
