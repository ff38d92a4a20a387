/// The markup that stands for a cell or a computed value while cmark renders the prose around it.
///
/// In safe mode cmark never writes a `<` that stands in the document, so that no document can forge a marker.
enum Marker {
    case value(Int), cell(Int)

    /// What cmark writes out as it is.
    var markup: String {
        switch self {
        case .value(let index): "\(Self.opening)value \(index)>"
        case .cell(let index): "\(Self.opening)cell \(index)>"
        }
    }

    /// Cuts HTML at the markers in it.
    static func split(_ html: String) -> [ProseFragment] {
        var fragments: [ProseFragment] = []
        let bytes = Array(html.utf8)
        var start = 0
        var position = 0
        func addHTML(upTo end: Int) {
            guard start < end else { return }
            fragments.append(.html(String(decoding: bytes[start..<end], as: UTF8.self)))
        }
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<"), bytes[position...].starts(with: opening.utf8),
                let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")),
                let fragment = fragment(bytes[position + opening.utf8.count..<end])
            else {
                position += 1
                continue
            }
            addHTML(upTo: position)
            fragments.append(fragment)
            position = end + 1
            start = position
        }
        addHTML(upTo: bytes.count)
        return fragments
    }

    private static let opening = "<stepbook "

    private static func fragment(_ text: ArraySlice<UInt8>) -> ProseFragment? {
        let words = text.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 2, let index = Int(words[1]) else { return nil }
        switch words[0] {
        case "value": return .value(index)
        case "cell": return .cell(index)
        default: return nil
        }
    }
}
