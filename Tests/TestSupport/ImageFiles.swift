import CZlib
public import Foundation

extension Data {
    /// A PGM file of bytes.
    public static func graymap(_ width: Int, _ height: Int, _ samples: some Sequence<UInt8>) -> Data {
        Data("P5\n\(width) \(height)\n255\n".utf8) + Data(samples)
    }

    /// A PGM file of dark ink on light paper.
    ///
    /// - Parameter isInk: whether there is ink at a column and a row.
    public static func inked(
        _ width: Int, _ height: Int, where isInk: (_ column: Int, _ row: Int) -> Bool
    ) -> Data {
        .graymap(
            width, height, (0..<width * height).map { isInk($0 % width, $0 / width) ? UInt8(25) : 225 })
    }

    /// A PNG file, its rows packed according to the bit depth.
    ///
    /// - Parameters:
    ///   - colourType: 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.
    ///   - rows: the bytes of each row.
    ///   - palette: red, green and blue of each entry.
    ///   - ancillary: the types and contents of chunks behind the header.
    public static func png(
        _ width: Int, _ height: Int, colourType: UInt8, bitDepth: UInt8, rows: [[UInt8]],
        palette: [UInt8] = [], ancillary: [(type: String, content: [UInt8])] = []
    ) -> Data {
        func number(_ value: Int) -> Data { Data((0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) }) }
        func chunk(_ type: String, _ content: Data) -> Data {
            let body = Array(type.utf8) + content
            return number(content.count) + body + number(Int(crc32(0, body, UInt32(body.count))))
        }
        let header = number(width) + number(height) + [bitDepth, colourType, 0, 0, 0]
        let raw: [UInt8] = rows.flatMap { [0] + $0 }
        var packed = [UInt8](repeating: 0, count: Int(compressBound(UInt(raw.count))))
        var count = UInt(packed.count)
        guard compress(&packed, &count, raw, UInt(raw.count)) == Z_OK else {
            preconditionFailure("zlib does not pack")
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + ancillary.reduce(Data()) { $0 + chunk($1.type, Data($1.content)) }
            + (palette.isEmpty ? Data() : chunk("PLTE", Data(palette)))
            + chunk("IDAT", Data(packed.prefix(Int(count)))) + chunk("IEND", Data())
    }
}
