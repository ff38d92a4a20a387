import Glibc

/// The system's error numbers in words for a reader.
package enum SystemWords {
    /// The reason in words that follow the name of a file or a folder: `permission denied`.
    package static func words(for number: Int32) -> String {
        switch number {
        case ENOENT: "there is no such file or folder"
        case EACCES, EPERM: "permission denied"
        case ENOTDIR: "a part of the path is a file, not a folder"
        case EISDIR: "it is a folder, not a file"
        case EEXIST, ENOTEMPTY: "it already exists"
        case ENOSPC, EDQUOT: "the disk is full"
        case EROFS: "the file system can only be read"
        case ENAMETOOLONG: "the name is too long"
        case EFBIG: "it is too large, or larger than 'ulimit -f' lets files be"
        case EMFILE: "too many files are open at once, which 'ulimit -n' limits"
        case ENFILE: "too many files are open"
        case ELOOP: "its links lead in a circle"
        case ENOMEM: "there is not enough memory"
        case EPIPE: "nobody reads it any more"
        case EIO: "the system could not read or write it"
        default: String(cString: strerror(number)).lowercasedFirst
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
