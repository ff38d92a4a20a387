import Glibc

/// What the system refused, by its number.
package struct SystemError: Error, Hashable {
    /// As `errno` gives it.
    package let number: Int32

    /// Whether a link stood where none may be followed.
    package var isLink: Bool { number == ELOOP || number == ENOTDIR }

    /// Whether a file cannot be written because of the machine, whatever the file is called.
    var isOfDisk: Bool {
        [ENOSPC, EDQUOT, EROFS, EACCES, EPERM, EIO, ENOENT, EMFILE, ENFILE, ENOMEM, EFBIG].contains(number)
    }

    /// The reason in words.
    package var reason: String {
        isLinkAlone ? "it is a link, which could lead outside" : SystemWords.words(for: number)
    }

    /// Whether a link was in the way: no path of ours has enough of them to go in a circle.
    private var isLinkAlone: Bool { number == ELOOP }
}
