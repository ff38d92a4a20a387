import Glibc

/// The limits that the system imposes: if one is too low, the program prints that and exits normally.
enum SystemLimits {
    /// Installs the handlers of limits; to be called once, before anything else.
    static func respect() {
        // A file that exceeds the size limit is a write error rather than the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        guard isMemoryLimited else { return }
        // A refused allocation aborts a Swift program immediately.
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] {
            signal(number) { _ in
                SystemLimits.say(
                    "error: the program was stopped, most likely for lack of memory, which 'ulimit -v' limits here\n"
                )
                _exit(1)
            }
        }
    }

    /// The most files that any command has open at once, including those of libraries.
    private static let mostFiles: rlim_t = 32

    /// The reason why the limits are too low, in words; `nil` if they suffice.
    ///
    /// The soft limit of open files is raised as far as the system allows. With too few, a cache and an output folder
    /// would look damaged or foreign, whatever they contain.
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

    /// Writes to standard error, using only async-signal-safe functions.
    private static func say(_ text: StaticString) {
        _ = Glibc.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }
}
