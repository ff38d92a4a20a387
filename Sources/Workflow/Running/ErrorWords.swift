import FoundationEssentials
import Glibc

extension Error {
    /// The error in words for a reader; an error of the file system says what the matter with the file is.
    package var words: String {
        guard let error = self as? CocoaError else { return String(describing: self) }
        return error.filePath.map { "'\($0)': \(reason)" } ?? reason
    }

    /// The error in words without the path, for a message that names it already.
    package var reason: String {
        guard let error = self as? CocoaError else { return String(describing: self) }
        return error.knownReason ?? "error \(error.code.rawValue) of the file system"
    }
}

extension CocoaError {
    fileprivate var knownReason: String? {
        if let system = (underlying as? POSIXError)?.code ?? nil {
            switch system {
            case .ENOENT: return "there is no such file or folder"
            case .EACCES, .EPERM: return "permission denied"
            case .ENOTDIR: return "a part of the path is a file, not a folder"
            case .EISDIR: return "it is a folder, not a file"
            case .EEXIST: return "it is there already"
            case .ENOSPC, .EDQUOT: return "the disk is full"
            case .EROFS: return "the file system can only be read"
            case .ENAMETOOLONG: return "the name is too long"
            default: break
            }
        }
        switch code {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "there is no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
        case .fileWriteOutOfSpace: return "the disk is full"
        case .fileWriteVolumeReadOnly: return "the file system can only be read"
        case .fileWriteFileExists: return "it is there already"
        case .fileReadInvalidFileName, .fileWriteInvalidFileName: return "it is no valid file name"
        case .fileWriteUnknown: return "it cannot be written"
        case .fileReadUnknown: return "it cannot be read"
        default: return nil
        }
    }
}
