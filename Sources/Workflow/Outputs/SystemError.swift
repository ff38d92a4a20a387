import Glibc

/// What the system refused, by its number.
struct SystemError: Error, Hashable {
    /// As `errno` gives it.
    let number: Int32

    /// Whether a link stood where none may be followed.
    var isLink: Bool { number == ELOOP || number == ENOTDIR }

    /// The reason in words.
    var reason: String {
        switch number {
        case ENOENT: "there is no such file or folder"
        case EACCES, EPERM: "permission denied"
        case ENOTDIR: "a part of the path is a file, not a folder"
        case EISDIR: "it is a folder, not a file"
        case EEXIST, ENOTEMPTY: "it is there already"
        case ENOSPC, EDQUOT: "the disk is full"
        case EFBIG: "it is too large"
        case EROFS: "the file system can only be read"
        case ENAMETOOLONG: "the name is too long"
        case ELOOP: "it is a link, which could lead outside"
        default: String(cString: strerror(number))
        }
    }
}
