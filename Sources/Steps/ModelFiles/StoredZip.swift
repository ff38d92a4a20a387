import FoundationEssentials
import NeuralNet

/// A zip archive of uncompressed files, as PyTorch writes and reads it.
///
/// Source: PKWARE's APPNOTE 6.3, local file headers (4.3.7), central directory (4.3.12) and its end (4.3.16). Dates are
/// the format's first day, so that the same files give the same bytes.
struct StoredZip {
    private var archive = Data()
    private var directory = Data()
    private var count = 0

    /// The alignment of each file's content, the same as `torch.save`'s, so that readers can map it.
    private static let alignment = 64

    /// Adds a file.
    ///
    /// - Precondition: sizes of archive and file fit into the format's 32 bits. A network has at most a billion numbers
    ///   (`Architecture`), which fit.
    mutating func add(_ name: String, _ content: Data) {
        let offset = archive.count
        let path = Array(name.utf8)
        // The name is followed by a padding field that aligns the content.
        let unpadded = offset + 30 + path.count + 4
        let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
        precondition(
            offset + content.count < Int(UInt32.max), "an archive of \(offset + content.count) bytes")

        var facts = Data()
        facts.append(littleEndian: UInt16(20))  // the version needed to read it: 2.0
        facts.append(littleEndian: UInt16(0x0800))  // names are UTF-8
        facts.append(littleEndian: UInt16(0))  // stored uncompressed
        facts.append(littleEndian: UInt16(0))  // midnight
        facts.append(littleEndian: UInt16(0x0021))  // the first of January 1980
        facts.append(littleEndian: content.zipChecksum)
        facts.append(littleEndian: UInt32(content.count))
        facts.append(littleEndian: UInt32(content.count))
        facts.append(littleEndian: UInt16(path.count))

        archive.append(littleEndian: UInt32(0x0403_4B50))
        archive.append(facts)
        archive.append(littleEndian: UInt16(4 + padding))
        archive.append(contentsOf: path)
        archive.append(littleEndian: UInt16(0x4246))  // PyTorch's name for the padding: "FB"
        archive.append(littleEndian: UInt16(padding))
        archive.append(Data(repeating: UInt8(ascii: "Z"), count: padding))
        archive.append(content)

        directory.append(littleEndian: UInt32(0x0201_4B50))
        directory.append(littleEndian: UInt16(20))  // the version of the format that wrote it: 2.0
        directory.append(facts)
        directory.append(littleEndian: UInt16(0))  // no extra field here
        directory.append(littleEndian: UInt16(0))  // no comment
        directory.append(littleEndian: UInt16(0))  // the first disk
        directory.append(littleEndian: UInt16(0))  // not a text file
        directory.append(littleEndian: UInt32(0))  // no attributes
        directory.append(littleEndian: UInt32(offset))
        directory.append(contentsOf: path)
        count += 1
    }

    /// The archive's bytes.
    func encoded() -> Data {
        var file = archive
        file.append(directory)
        file.append(littleEndian: UInt32(0x0605_4B50))
        file.append(littleEndian: UInt16(0))  // this disk
        file.append(littleEndian: UInt16(0))  // the directory's disk
        file.append(littleEndian: UInt16(count))
        file.append(littleEndian: UInt16(count))
        file.append(littleEndian: UInt32(directory.count))
        file.append(littleEndian: UInt32(archive.count))
        file.append(littleEndian: UInt16(0))  // no comment
        return file
    }
}
