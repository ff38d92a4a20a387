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
        let end = walk(file) { name, chunk in
            let isNeeded = name[name.startIndex] & 0x20 == 0
            if isNeeded || kept.contains(String(decoding: name, as: UTF8.self)) { result += chunk }
        }
        return result + file[min(end, file.count)...]
    }

    /// Whether a file is made of chunks, and of none but some.
    static func areAll(of file: [UInt8], among names: Set<String>) -> Bool {
        var areKnown = true
        let end = walk(file) { name, _ in
            if !names.contains(String(decoding: name, as: UTF8.self)) { areKnown = false }
        }
        return areKnown && file.count - end < leastLength
    }

    /// Visits the chunks of a file in their order, each by its name and all its bytes.
    ///
    /// - Returns: where they end: with the file, or before bytes that are none.
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

    /// The bytes of a chunk without content.
    private static let leastLength = 12
}
