import FoundationEssentials
import Glibc

extension Error {
    /// The error in words for a reader; for an error of the file system, the path and the reason.
    package var words: String {
        guard let path = (self as? CocoaError)?.filePath else { return reason }
        return "'\(path)': \(reason)"
    }

    /// The reason without the path, for a message that already names it.
    package var reason: String {
        if let error = self as? CocoaError {
            return error.knownReason ?? "error \(error.code.rawValue) of the file system"
        }
        if let error = self as? SystemError { return error.reason }
        if let error = self as? POSIXError { return SystemWords.words(for: error.code.rawValue) }
        return String(describing: self)
    }
}

extension CocoaError {
    fileprivate var knownReason: String? {
        if let system = underlying as? POSIXError { return SystemWords.words(for: system.code.rawValue) }
        switch code {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "there is no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
        case .fileWriteOutOfSpace: return "the disk is full"
        case .fileWriteVolumeReadOnly: return "the file system can only be read"
        case .fileWriteFileExists: return "it already exists"
        case .fileReadInvalidFileName, .fileWriteInvalidFileName: return "it is not a valid file name"
        case .fileWriteUnknown: return "it cannot be written"
        case .fileReadUnknown: return "it cannot be read"
        case .fileReadTooLarge: return "it is too large to be read"
        default: return nil
        }
    }
}
