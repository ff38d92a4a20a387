import Glibc

/// How the threads of the kernels wait for each other.
enum KernelThreads {
    /// Lets them sleep soon when there is nothing to do, unless the user has said how they are to wait.
    ///
    /// Left alone, they wait by spinning, which takes the processor from whatever else runs.
    /// OpenMP reads its settings before a program's first line, so the program starts itself anew with them set.
    static func sleepWhenIdle() {
        guard getenv("GOMP_SPINCOUNT") == nil, getenv("OMP_WAIT_POLICY") == nil else { return }
        // A hand-over from one kernel to the next takes microseconds, a few thousand turns of spinning.
        setenv("GOMP_SPINCOUNT", "5000", 1)
        execv("/proc/self/exe", CommandLine.unsafeArgv)
        // Where the program cannot start itself, it goes on as it is.
    }
}
