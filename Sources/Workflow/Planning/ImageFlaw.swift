import FoundationEssentials

/// A defect that keeps an image from being shown correctly, as far as its structure reveals it.
enum ImageFlaw: Equatable {
    /// Its end is missing, including image data.
    case cut
    /// Its last bytes are missing; whether they are needed cannot be decided without decoding.
    case unended
    /// A part is not where its format requires it.
    case damaged
    /// It is a drawing in this encoding.
    case encoding(String)
    /// It is not well-formed XML, on this line, 1-based, for this reason.
    case malformed(line: Int, reason: String)
    /// Its root element is not in SVG's namespace.
    case noNamespace
    /// It refers to this file, which the report does not contain.
    case refers(String)

    /// The first defect of an image; `nil` if there is none.
    ///
    /// No pixels are decoded: the check is whether each part has its declared length, up to the last one.
    ///
    /// - Complexity: linear in the file's size.
    init?(of image: EmbeddedImage) {
        let file = ImageBytes(bytes: [UInt8](image.data))
        let found: ImageFlaw? =
            switch image.type {
            case "image/png": file.flawOfPNG
            case "image/jpeg": file.flawOfJPEG
            case "image/gif": file.flawOfGIF
            case "image/webp": file.flawOfWebP
            default: nil
            }
        if let found {
            self = found
        } else if image.type == "image/svg+xml", let flaw = VectorImage(image.data).flaw {
            self = flaw
        } else {
            return nil
        }
    }
}

/// A raster image, examined part by part.
private struct ImageBytes {
    let bytes: [UInt8]

    /// PNG: chunks with length, type, data and checksum, from `IHDR` to `IEND`.
    var flawOfPNG: ImageFlaw? {
        var place = 8
        var hasPixels = false
        while place + 8 <= bytes.count {
            let length = number(at: place, bytes: 4)
            let name = Array(bytes[place + 4..<place + 8])
            if hasPixels, name == Array("IEND".utf8) { return nil }
            guard length <= bytes.count - place - 8 else { return .cut }
            // A checksum at the end is not shown, but more chunks may be missing after it.
            guard length <= bytes.count - place - 12 else {
                return hasPixels || name == Array("IDAT".utf8) ? .unended : .cut
            }
            if place == 8 {
                guard name == Array("IHDR".utf8), length == 13, number(at: 16, bytes: 4) > 0,
                    number(at: 20, bytes: 4) > 0
                else { return .damaged }
            }
            if name == Array("IDAT".utf8) { hasPixels = true }
            if name == Array("IEND".utf8) { return .damaged }
            place += 12 + length
        }
        return hasPixels ? .unended : .cut
    }

    /// JPEG: segments with lengths; those that begin a scan are followed by entropy-coded data up to the next marker;
    /// `FF D9` ends the image.
    var flawOfJPEG: ImageFlaw? {
        var place = 2
        var hasFrame = false
        var hasScan = false
        while place + 1 < bytes.count {
            // Some cameras pad with zeros between the segments, which browsers skip.
            if bytes[place] == 0 {
                place += 1
                continue
            }
            guard bytes[place] == 0xFF else { return .damaged }
            let mark = bytes[place + 1]
            switch mark {
            case 0xFF: place += 1
            case 0x01, 0xD0...0xD7: place += 2
            case 0xD9: return hasFrame ? nil : .damaged
            default:
                guard place + 4 <= bytes.count else { return .cut }
                let length = number(at: place + 2, bytes: 2)
                guard length >= 2 else { return .damaged }
                guard place + 2 + length <= bytes.count else { return .cut }
                if (0xC0...0xCF).contains(mark), ![0xC4, 0xC8, 0xCC].contains(mark) { hasFrame = true }
                place += 2 + length
                guard mark == 0xDA else { continue }
                hasScan = place < bytes.count
                skipScan(&place)
            }
        }
        return hasFrame && hasScan ? .unended : .cut
    }

    /// Skips to the next marker that does not belong to the scan.
    private func skipScan(_ place: inout Int) {
        while place + 1 < bytes.count {
            let next = bytes[place + 1]
            if bytes[place] == 0xFF, next != 0, !(0xD0...0xD7).contains(next) { return }
            place += 1
        }
        place = bytes.count
    }

    /// GIF: blocks of sub-blocks of at most 255 bytes, each with its length; `3B` ends the image, but is not needed
    /// after a picture.
    var flawOfGIF: ImageFlaw? {
        guard bytes.count >= 13 else { return .cut }
        var place = 13 + sizeOfColours(bytes[10])
        var hasPicture = false
        while place < bytes.count {
            let isPicture = bytes[place] == 0x2C
            switch bytes[place] {
            case 0x3B: return hasPicture ? nil : .damaged
            // Padding with zeros.
            case 0 where hasPicture:
                place += 1
                continue
            case 0x21: place += 2
            case 0x2C:
                guard place + 9 < bytes.count else { return hasPicture ? .unended : .cut }
                place += 11 + sizeOfColours(bytes[place + 9])
            default: return .damaged
            }
            let first = place
            while place < bytes.count, bytes[place] != 0 { place += 1 + Int(bytes[place]) }
            hasPicture = hasPicture || isPicture && place > first && place <= bytes.count
            guard place < bytes.count else { return hasPicture ? .unended : .cut }
            place += 1
        }
        return hasPicture ? nil : .cut
    }

    /// The size in bytes of the colour table announced by a byte of flags.
    private func sizeOfColours(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << Int(flags & 7 + 1) }

    /// WebP: little-endian chunk lengths; one of the chunks must contain image data.
    var flawOfWebP: ImageFlaw? {
        guard bytes.count >= 20 else { return .cut }
        let length = (4..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
        guard length <= bytes.count - 8 else { return .cut }
        // Chunks of odd length are padded.
        let part = (16..<20).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
        guard 12 + part + part % 2 <= length else { return .damaged }
        let kinds = ["VP8 ", "VP8L", "VP8X"].map { Array($0.utf8) }
        return kinds.contains(Array(bytes[12..<16])) ? nil : .damaged
    }

    /// A big-endian number.
    private func number(at place: Int, bytes count: Int) -> Int {
        bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }
}
