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

    /// The files that are open at once in any command at most, those of the libraries among them.
    private static let mostFiles: rlim_t = 32

    /// Why nothing can be done within the limits, in words; `nil` where there is enough.
    ///
    /// Where the system lets the program open more files than it was started with, it takes them. With too few a cache and
    /// an output folder look damaged or foreign, whatever is in them.
    static func obstacle() -> String? {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var files = rlimit()
        guard getrlimit(resource, &files) == 0, files.rlim_cur < 1024 else { return nil }
        var raised = files
        raised.rlim_cur = min(1024, files.rlim_max)
        if setrlimit(resource, &raised) == 0 { files = raised }
        guard files.rlim_cur < mostFiles else { return nil }
        return
            "the program opens up to \(mostFiles) files at once, and 'ulimit -n' lets it open \(files.rlim_cur); raise it with 'ulimit -n 1024'"
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
