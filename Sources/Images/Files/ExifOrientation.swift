/// The Exif orientation in a JPEG file.
///
/// Source: CIPA DC-008 (Exif 2.32), 4.5: a segment APP1 that begins with `Exif`, and in it a TIFF header with a
/// directory of tags. Invalid data counts as no orientation; every offset in the file is checked.
struct ExifOrientation {
    let orientation: Orientation

    private static let tag = 0x0112

    /// Searches the segments before the image data.
    init?(jpeg file: [UInt8]) {
        var place = 2
        while place + 4 <= file.count, file[place] == 0xFF {
            let marker = file[place + 1]
            let length = Int(file[place + 2]) << 8 | Int(file[place + 3])
            // The image data begins, or there is none.
            guard marker != 0xDA, marker != 0xD9, length >= 2, place + 2 + length <= file.count else {
                return nil
            }
            let content = file[(place + 4)..<(place + 2 + length)]
            if marker == 0xE1, content.starts(with: "Exif\0\0".utf8) {
                guard let orientation = Self.orientation(of: Array(content.dropFirst(6))) else { return nil }
                self.orientation = orientation
                return
            }
            place += 2 + length
        }
        return nil
    }

    private static func orientation(of tiff: [UInt8]) -> Orientation? {
        let isLittle: Bool
        if tiff.starts(with: "II".utf8) {
            isLittle = true
        } else if tiff.starts(with: "MM".utf8) {
            isLittle = false
        } else {
            return nil
        }
        func number(at place: Int, bytes: Int) -> Int? {
            guard place >= 0, place + bytes <= tiff.count else { return nil }
            let digits = tiff[place..<place + bytes]
            return (isLittle ? Array(digits.reversed()) : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(at: 4, bytes: 4), let count = number(at: directory, bytes: 2) else {
            return nil
        }
        for index in 0..<count {
            let entry = directory + 2 + 12 * index
            guard let tag = number(at: entry, bytes: 2) else { return nil }
            // The entry itself contains a short value.
            if tag == Self.tag { return number(at: entry + 8, bytes: 2).flatMap(Orientation.init(rawValue:)) }
        }
        return nil
    }
}
