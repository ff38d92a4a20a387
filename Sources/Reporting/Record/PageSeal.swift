import Crypto
package import FoundationEssentials

/// The hashes of a report's own parts, which stand at its end, so that a careless change is noticed and named.
///
/// It is no signature: whoever changes a part on purpose can change its hash as well. What a report says is proved by
/// computing it again alone.
package struct PageSeal: Sendable {
    /// The parts of a page that are not as they were written, each named by its place; empty where all are.
    package let changes: [String]

    /// Looks at a page; `nil` where it has no seal.
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
            // Where a part was added or taken away, the others are compared with their own, from both ends.
            let atStart = zip(hashes, sealed).prefix { $0 == $1 }.count
            let rest = min(hashes.count, sealed.count) - atStart
            let atEnd = zip(hashes.reversed(), sealed.reversed()).prefix(rest).prefix { $0 == $1 }.count
            changes = parts[atStart..<max(atStart, parts.count - atEnd)].map(\.name)
            changes.append("the number of its parts, \(parts.count) in place of \(sealed.count)")
        }
        if !text[end.upperBound...].allSatisfy(\.isWhitespace) {
            changes.append("what stands behind its end")
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

    /// A page without the hashes at its end, and without white space there.
    ///
    /// They are hashes and nothing else, in the last line: other text is no seal, and stays.
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

    /// 72 bits of the SHA-256 of a part, in base64. Of what differs from run to run there is none, so that the same run
    /// gives the same seal.
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
