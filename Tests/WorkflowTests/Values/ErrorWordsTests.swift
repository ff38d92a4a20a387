import Foundation
import Testing
import Workflow

struct ErrorWordsTests {
    @Test(
        arguments: [
            (.ENOENT, "there is no such file or folder"), (.EACCES, "permission denied"),
            (.EPERM, "permission denied"), (.ENOTDIR, "a part of the path is a file, not a folder"),
            (.EISDIR, "it is a folder, not a file"), (.EEXIST, "it already exists"),
            (.ENOSPC, "the disk is full"), (.EDQUOT, "the disk is full"),
            (.EROFS, "the file system can only be read"), (.ENAMETOOLONG, "the name is too long"),
        ] as [(POSIXError.Code, String)])
    func `a system error about a file is described in words`(_ code: POSIXError.Code, _ words: String) {
        let error = CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(code)])
        #expect(error.reason == words)
    }

    @Test(
        arguments: [
            (.fileNoSuchFile, "there is no such file or folder"),
            (.fileReadNoSuchFile, "there is no such file or folder"),
            (.fileReadNoPermission, "permission denied"), (.fileWriteNoPermission, "permission denied"),
            (.fileWriteOutOfSpace, "the disk is full"),
            (.fileWriteVolumeReadOnly, "the file system can only be read"),
            (.fileWriteFileExists, "it already exists"),
            (.fileReadInvalidFileName, "it is not a valid file name"),
            (.fileWriteInvalidFileName, "it is not a valid file name"),
            (.fileWriteUnknown, "it cannot be written"), (.fileReadUnknown, "it cannot be read"),
            (.fileReadTooLarge, "it is too large to be read"),
        ] as [(CocoaError.Code, String)])
    func `an error without the system's number is described in words`(
        _ code: CocoaError.Code, _ words: String
    ) {
        #expect(CocoaError(code).reason == words)
    }

    @Test func `the path precedes the reason if it is known`() {
        let error = CocoaError(.fileWriteOutOfSpace, userInfo: [NSFilePathErrorKey: "a/b.txt"])
        #expect(error.words == "'a/b.txt': the disk is full")
        #expect(CocoaError(.fileWriteOutOfSpace).words == "the disk is full")
    }
}
