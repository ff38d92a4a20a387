import Glibc

/// A system error, by its number.
package struct SystemError: Error, Hashable {
    /// The value of `errno`.
    package let number: Int32

    /// Makes an error from its number.
    package init(number: Int32) { self.number = number }

    /// Whether a link was found where none may be followed.
    package var isLink: Bool { number == ELOOP || number == ENOTDIR }

    /// Whether a file cannot be written because of the machine, whatever its name.
    var isOfDisk: Bool {
        [ENOSPC, EDQUOT, EROFS, EACCES, EPERM, EIO, ENOENT, EMFILE, ENFILE, ENOMEM, EFBIG].contains(number)
    }

    /// The reason in words.
    package var reason: String {
        isLinkAlone ? "it is a link, which could lead outside" : SystemWords.words(for: number)
    }

    /// Whether a link was in the way: none of our paths has enough links to form a cycle.
    private var isLinkAlone: Bool { number == ELOOP }
}
