import CZlib
import FoundationEssentials

extension Data {
    /// The checksum of a zip archive's file, CRC-32.
    var zipChecksum: UInt32 {
        var checksum: UInt = 0
        var rest = self
        while !rest.isEmpty {
            let piece = [UInt8](rest.prefix(1 << 16))
            checksum = crc32_z(checksum, piece, piece.count)
            rest = rest.dropFirst(piece.count)
        }
        return UInt32(truncatingIfNeeded: checksum)
    }
}
