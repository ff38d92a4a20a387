import CZlib
import Foundation

extension Data {
    /// An array in NumPy's format, `.npy`.
    ///
    /// - Parameters:
    ///   - elements: the bytes of the elements.
    ///   - type: NumPy's name of their type.
    ///   - version: the version of the format, of which 2 and 3 have a longer length.
    static func numPy(
        _ shape: [Int], _ elements: some Sequence<UInt8>, type: String = "|u1", version: UInt8 = 1
    ) -> Data {
        let sizes = shape.map { "\($0)," }.joined(separator: " ")
        return numPy(
            header: "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }", elements,
            version: version)
    }

    /// An array with a header of its own, which is padded as NumPy does.
    static func numPy(header: String, _ elements: some Sequence<UInt8>, version: UInt8 = 1) -> Data {
        let lengthBytes = version == 1 ? 2 : 4
        var text = header
        while (8 + lengthBytes + text.utf8.count + 1) % 64 != 0 { text += " " }
        text += "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [version, 0])
        data.append(contentsOf: (0..<lengthBytes).map { UInt8(text.utf8.count >> (8 * $0) & 255) })
        data.append(contentsOf: text.utf8)
        data.append(contentsOf: elements)
        return data
    }

    /// A zip archive, as `numpy.savez` writes it, or packed as `numpy.savez_compressed` does.
    ///
    /// - Parameters:
    ///   - isFar: whether the directory has its numbers in zip64's records, as for large archives.
    ///   - stated: sizes in bytes that the archive states in place of the files' own, by their names; the checksums are
    ///     right.
    static func zip(
        _ files: [(String, Data)], isPacked: Bool = false, isFar: Bool = false, stated: [String: Int] = [:]
    ) -> Data {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var (archive, directory) = (Data(), Data())
        for (name, content) in files {
            // A gzip stream is ten bytes, the deflated data, and eight bytes.
            let packed = isPacked ? Data(content.gzipped.dropFirst(10).dropLast(8)) : content
            let checksum = Int(crc32(0, [UInt8](content), UInt32(content.count)))
            let size = stated[name] ?? content.count
            let offset = archive.count
            func facts(isFar: Bool, extra: Int) -> [UInt8] {
                number(20, 2) + number(0, 2) + number(isPacked ? 8 : 0, 2) + number(0x0021_0000, 4)
                    + number(checksum, 4) + number(isFar ? -1 : packed.count, 4)
                    + number(isFar ? -1 : size, 4)
                    + number(name.utf8.count, 2) + number(extra, 2)
            }
            archive.append(
                contentsOf: number(0x0403_4B50, 4) + facts(isFar: false, extra: 0) + Array(name.utf8))
            archive.append(packed)
            let extra =
                isFar
                ? number(1, 2) + number(24, 2) + number(size, 8) + number(packed.count, 8) + number(offset, 8)
                : []
            directory.append(
                contentsOf: number(0x0201_4B50, 4) + number(20, 2) + facts(isFar: isFar, extra: extra.count)
                    + number(0, 10) + number(isFar ? -1 : offset, 4) + Array(name.utf8) + extra)
        }
        let place = archive.count + directory.count
        let far =
            number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
            + number(files.count, 8) + number(files.count, 8) + number(directory.count, 8)
            + number(archive.count, 8)
            + number(0x0706_4B50, 4) + number(0, 4) + number(place, 8) + number(1, 4)
        let end =
            number(0x0605_4B50, 4) + number(0, 4) + number(isFar ? -1 : files.count, 2)
            + number(isFar ? -1 : files.count, 2) + number(isFar ? -1 : directory.count, 4)
            + number(isFar ? -1 : archive.count, 4) + number(0, 2)
        return archive + directory + Data(isFar ? far : []) + Data(end)
    }
}
