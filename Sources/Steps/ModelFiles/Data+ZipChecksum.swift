import CZlib
import FoundationEssentials

extension Data {
    /// The checksum of a zip archive's file, CRC-32.
    var zipChecksum: UInt32 {
        withUnsafeBytes { bytes in
            UInt32(truncatingIfNeeded: crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
        }
    }
}
