import Crypto
package import FoundationEssentials

/// The hashes of a report's parts at its end, by which an accidental change is noticed and located.
///
/// It is not a signature: a deliberate change of a part can change its hash as well. Only computing a report again
/// proves its contents.
package struct PageSeal: Sendable {
    /// The changed parts of a page, each named by its place; empty if there are none.
    package let changes: [String]

    /// Checks a page; `nil` if it has no seal.
    package init?(of page: Data) {
        let text = String(decoding: page, as: UTF8.self)
        guard let start = text.ranges(of: Self.opening).last,
            let end = text[start.upperBound...].firstRange(of: Self.closing)
        else { return nil }
        let sealed = text[start.upperBound..<end.lowerBound].split(separator: " ").map(String.init)
        let parts = PagePart.parts(of: text[..<start.lowerBound])
        let hashes = parts.map(Self.hash)
        var changes: [String] = []
        if hashes.count == sealed.count {
            changes = zip(parts, zip(hashes, sealed)).filter { $1.0 != $1.1 }.map(\.0.name)
        } else {
            // If a part was added or removed, the others are matched from both ends.
            let atStart = zip(hashes, sealed).prefix { $0 == $1 }.count
            let rest = min(hashes.count, sealed.count) - atStart
            let atEnd = zip(hashes.reversed(), sealed.reversed()).prefix(rest).prefix { $0 == $1 }.count
            changes = parts[atStart..<max(atStart, parts.count - atEnd)].map(\.name)
            changes.append("the number of its parts, \(parts.count) in place of \(sealed.count)")
        }
        if !text[end.upperBound...].allSatisfy(\.isWhitespace) {
            changes.append("the text after its end")
        }
        self.changes = changes
    }

    private static let opening = "<!-- parts: "
    private static let closing = " -->"

    /// A page with the hashes of its parts at its end.
    static func sealed(_ page: String) -> String {
        let hashes = PagePart.parts(of: page[...]).map(hash)
        return page + opening + hashes.joined(separator: " ") + closing + "\n"
    }

    /// A page without the hashes and white space at its end.
    ///
    /// Only a last line with nothing but hashes is a seal; other text stays.
    static func unsealed(_ page: String) -> Substring {
        let page = page[...].trimmingEnd
        let line = page.utf8.lastIndex(of: UInt8(ascii: "\n")).map { page[$0...].dropFirst() } ?? page
        guard line.hasPrefix(opening), line.hasSuffix(closing),
            line.dropFirst(opening.count).dropLast(closing.count).utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || "+/- ".utf8.contains($0)
            })
        else { return page }
        return page[..<line.startIndex].trimmingEnd
    }

    /// 72 bits of the SHA-256 of a part, in base64. Volatile parts have none, so that runs with the same results have
    /// the same seal.
    private static func hash(of part: PagePart) -> String {
        if part.isVolatile { return "-" }
        return Data(SHA256.hash(data: Data(part.text.utf8)).prefix(9)).base64EncodedString()
    }
}

extension Substring {
    fileprivate var trimmingEnd: Substring {
        self[..<(lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? startIndex)]
    }
}
