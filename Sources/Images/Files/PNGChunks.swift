/// The chunks of a PNG file.
///
/// Source: the PNG specification (third edition), 5.3: four bytes of length, big-endian, four of the name, the content, four of
/// the checksum. In the name a small first letter says that a reader may do without the chunk.
enum PNGChunks {
    /// What a reader may do without and yet changes how the picture looks.
    private static let kept: Set = ["tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "cICP"]

    /// The bytes before the first chunk.
    private static let signatureLength = 8

    /// A file without the chunks that say nothing of its picture.
    ///
    /// Where the file is not made of chunks it goes on as it is, for libpng to find fault with.
    static func pictureAlone(of file: [UInt8]) -> [UInt8] {
        var result = Array(file.prefix(signatureLength))
        var place = signatureLength
        while file.count - place >= 12 {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= file.count - place - 12 else { break }
            let end = place + 12 + length
            let name = file[place + 4..<place + 8]
            let isNeeded = name[name.startIndex] & 0x20 == 0
            if isNeeded || kept.contains(String(decoding: name, as: UTF8.self)) {
                result += file[place..<end]
            }
            place = end
        }
        return result + file[min(place, file.count)...]
    }
}
