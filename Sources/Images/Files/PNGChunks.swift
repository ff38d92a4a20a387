/// The chunks of a PNG file.
///
/// Source: the PNG specification (third edition), 5.3: four bytes of length, big-endian, four of the type, the data,
/// four of the checksum. A lower-case first letter of the type marks an ancillary chunk.
enum PNGChunks {
    /// The ancillary chunks that belong to the stored samples: transparency.
    ///
    /// libpng would convert samples by `gAMA`, weigh colours in grey by `cHRM`, and round those of 16 bits by `sBIT`;
    /// newer versions honour `cICP`. The Python Imaging Library does nothing of that, and neither do programs that train
    /// networks on what it reads.
    private static let kept: Set = ["tRNS"]

    /// The number of bytes before the first chunk.
    private static let signatureLength = 8

    /// A file without the chunks that do not belong to its stored samples.
    ///
    /// From where the file does not consist of chunks it is kept unchanged, so that libpng reports the error.
    static func pictureAlone(of file: [UInt8]) -> [UInt8] {
        var result = Array(file.prefix(signatureLength))
        let end = walk(file) { name, chunk in
            let isNeeded = name[name.startIndex] & 0x20 == 0
            if isNeeded || kept.contains(String(decoding: name, as: UTF8.self)) { result += chunk }
        }
        return result + file[min(end, file.count)...]
    }

    /// Whether a file consists of chunks of the given types only.
    static func areAll(of file: [UInt8], among names: Set<String>) -> Bool {
        var areKnown = true
        let end = walk(file) { name, _ in
            if !names.contains(String(decoding: name, as: UTF8.self)) { areKnown = false }
        }
        return areKnown && file.count - end < leastLength
    }

    /// Visits the chunks of a file in order, each with its type and all its bytes.
    ///
    /// - Returns: the offset of their end: the end of the file, or the first bytes that are not a chunk.
    private static func walk(
        _ file: [UInt8], _ visit: (_ name: ArraySlice<UInt8>, _ chunk: ArraySlice<UInt8>) -> Void
    ) -> Int {
        var place = signatureLength
        while file.count - place >= leastLength {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= file.count - place - leastLength else { break }
            let end = place + leastLength + length
            visit(file[place + 4..<place + 8], file[place..<end])
            place = end
        }
        return place
    }

    /// The size of a chunk without data.
    private static let leastLength = 12
}
