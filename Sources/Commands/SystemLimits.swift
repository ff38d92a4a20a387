import Glibc

/// What the system allows the program: where that is too little, it says so and ends as for any other reason.
enum SystemLimits {
    /// Begins to heed the limits; once, before anything is done.
    static func respect() {
        // A file that would be too large is an error of writing it, and not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        guard isMemoryLimited else { return }
        // Memory that is refused ends a Swift program at once, wherever it is.
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] {
            signal(number) { _ in
                SystemLimits.say(
                    "error: the program was stopped, most likely for want of memory, which 'ulimit -v' limits here\n"
                )
                _exit(1)
            }
        }
    }

    private static var isMemoryLimited: Bool {
        var memory = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory) == 0 else { return false }
        return memory.rlim_cur != rlim_t.max
    }

    /// Writes to standard error with nothing that a handler of signals may not do.
    private static func say(_ text: StaticString) {
        _ = Glibc.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }
}
