import FoundationEssentials
import NeuralNet

/// A zip archive of files that are not packed, as PyTorch writes and reads them.
///
/// Source: PKWARE's APPNOTE 6.3, local file headers (4.3.7), central directory (4.3.12) and its end (4.3.16). Dates are the
/// format's first day, so that the same files give the same bytes.
struct StoredZip {
    private var archive = Data()
    private var directory = Data()
    private var count = 0

    /// Where the content of each file begins: a multiple of this, as `torch.save` has it, so that readers can map it.
    private static let alignment = 64

    /// Adds a file.
    ///
    /// - Precondition: archive and file have fewer bytes than the format's 32 bits can count. A network has a thousand million
    ///   numbers at most (`Architecture`), which fit.
    mutating func add(_ name: String, _ content: Data) {
        let offset = archive.count
        let path = Array(name.utf8)
        // The name's place is followed by a field that fills up to the content's.
        let unpadded = offset + 30 + path.count + 4
        let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
        precondition(
            offset + content.count < Int(UInt32.max), "an archive of \(offset + content.count) bytes")

        var facts = Data()
        facts.append(littleEndian: UInt16(20))  // the version needed to read it: 2.0
        facts.append(littleEndian: UInt16(0x0800))  // names are UTF-8
        facts.append(littleEndian: UInt16(0))  // stored as it is
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
        archive.append(littleEndian: UInt16(0x4246))  // what PyTorch calls the filling: "FB"
        archive.append(littleEndian: UInt16(padding))
        archive.append(Data(repeating: UInt8(ascii: "Z"), count: padding))
        archive.append(content)

        directory.append(littleEndian: UInt32(0x0201_4B50))
        directory.append(littleEndian: UInt16(20))  // the version of the format that wrote it: 2.0
        directory.append(facts)
        directory.append(littleEndian: UInt16(0))  // no further field here
        directory.append(littleEndian: UInt16(0))  // no comment
        directory.append(littleEndian: UInt16(0))  // the first disk
        directory.append(littleEndian: UInt16(0))  // no text
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
