import Foundation

/// An entry of a tar archive, as a test wants it.
struct TarEntry {
    var path: String
    var content = Data()
    /// The kind: `0` is a file, `5` a folder, `2` a link.
    var type = "0"
    /// The size that the header states; `nil` for that of the content.
    var statedSize: Int?
    /// What stands for the size; `nil` for the number.
    var sizeField: String?
    /// POSIX's by default; GNU tar's is `ustar` and two spaces, and older programs have none.
    var magic = "ustar\u{0}00"
    /// The folders before the path, in a field of their own.
    var prefix = ""
    /// Whether the checksum is right.
    var isIntact = true

    /// A path of up to any length, as GNU tar writes it before a file.
    static func longPath(_ path: String) -> TarEntry {
        TarEntry(
            path: "././@LongLink", content: Data((path + "\u{0}").utf8), type: "L", magic: "ustar  \u{0}")
    }

    /// Attributes of the next entry, as pax writes them.
    static func attributes(_ values: [(name: String, value: String)]) -> TarEntry {
        let records = values.map { name, value in
            let rest = " \(name)=\(value)\n"
            var count = rest.utf8.count
            // The length counts its own digits.
            while count != rest.utf8.count + String(count).utf8.count {
                count = rest.utf8.count + String(count).utf8.count
            }
            return "\(count)\(rest)"
        }
        return TarEntry(path: "PaxHeaders/f", content: Data(records.joined().utf8), type: "x")
    }

    /// The header's block.
    var header: [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            let bytes = Array(text.utf8)
            block.replaceSubrange(place..<place + bytes.count, with: bytes)
        }
        func octal(_ number: Int, digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        put(path, at: 0)
        put("0000644", at: 100)
        put("0004154", at: 108)
        put("0002117", at: 116)
        put(sizeField ?? octal(statedSize ?? content.count, digits: 11), at: 124)
        put("11211531702", at: 136)
        put("        ", at: 148)
        put(type, at: 156)
        put(magic, at: 257)
        put(prefix, at: 345)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(octal(isIntact ? sum : sum + 1, digits: 6) + "\u{0}", at: 148)
        return block
    }
}

extension Data {
    /// A tar archive.
    ///
    /// - Parameter hasEnd: whether it has the two empty blocks at its end.
    static func tar(_ entries: [TarEntry], hasEnd: Bool = true) -> Data {
        var archive = Data()
        for entry in entries {
            archive.append(contentsOf: entry.header)
            archive.append(entry.content)
            archive.append(Data(count: (512 - entry.content.count % 512) % 512))
        }
        return archive + Data(count: hasEnd ? 1024 : 0)
    }
}
