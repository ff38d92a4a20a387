/// A page parsed by the strictest rules: every element is closed by its own end tag, every attribute is quoted.
///
/// A browser would correct what this refuses, and might so show unintended markup.
package struct Markup {
    /// An element as written.
    package struct Element {
        package let name: String
        package let attributes: [String: String]
    }

    /// Why a page is refused.
    package struct Problem: Error, CustomStringConvertible {
        package let description: String
    }

    /// All elements in the order of their start tags.
    package private(set) var elements: [Element] = []
    /// The text between tags, without comments, references resolved.
    package private(set) var texts: [String] = []
    /// The comments' texts.
    package private(set) var comments: [String] = []
    /// The text of each style and script.
    package private(set) var raw: [(name: String, text: String)] = []

    private static let voids: Set<String> = ["meta", "link", "br", "hr", "img", "input", "wbr"]

    package init(_ page: String) throws {
        var rest = page[...]
        var open: [String] = []
        if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst(15) }
        while let first = rest.first {
            if first != "<" {
                let text = rest.prefix { $0 != "<" }
                guard !text.contains(">") else {
                    throw Problem(description: "a stray '>' in '\(text.prefix(60))'")
                }
                texts.append(try Self.unescaped(String(text)))
                rest = rest[text.endIndex...]
            } else if rest.hasPrefix("<!--") {
                guard let end = rest.firstRange(of: "-->") else {
                    throw Problem(description: "an open comment")
                }
                comments.append(String(rest[..<end.lowerBound].dropFirst(4)))
                rest = rest[end.upperBound...]
            } else if rest.hasPrefix("</") {
                let name = rest.dropFirst(2).prefix { $0 != ">" }
                guard open.popLast() == String(name) else {
                    throw Problem(description: "an unexpected </\(name)>")
                }
                rest = rest[name.endIndex...].dropFirst()
            } else {
                let isClosed = try readTag(&rest)
                guard !isClosed, let name = elements.last?.name, !Self.voids.contains(name) else { continue }
                if name == "style" || name == "script" {
                    guard let end = rest.firstRange(of: "</\(name)>") else {
                        throw Problem(description: "open \(name)")
                    }
                    raw.append((name, String(rest[..<end.lowerBound])))
                    rest = rest[end.upperBound...]
                } else {
                    open.append(name)
                }
            }
        }
        guard open.isEmpty else { throw Problem(description: "not closed: \(open)") }
    }

    private mutating func readTag(_ rest: inout Substring) throws -> Bool {
        rest = rest.dropFirst()
        let name = rest.prefix { $0.isLetter || $0.isNumber }
        guard !name.isEmpty else { throw Problem(description: "a stray '<' before '\(rest.prefix(40))'") }
        rest = rest[name.endIndex...]
        var attributes: [String: String] = [:]
        while true {
            rest = rest.drop { $0.isWhitespace }
            if rest.hasPrefix("/>") || rest.hasPrefix(">") { break }
            let key = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            guard !key.isEmpty else { throw Problem(description: "no attribute at '\(rest.prefix(40))'") }
            rest = rest[key.endIndex...]
            guard attributes[String(key)] == nil else {
                throw Problem(description: "\(key) twice in <\(name)>")
            }
            attributes[String(key)] = ""
            guard rest.hasPrefix("=") else { continue }
            guard rest.hasPrefix("=\"") else { throw Problem(description: "\(key) without quotes") }
            rest = rest.dropFirst(2)
            let value = rest.prefix { $0 != "\"" }
            guard !value.contains("<") else { throw Problem(description: "'<' in \(key)") }
            attributes[String(key)] = try Self.unescaped(String(value))
            rest = rest[value.endIndex...].dropFirst()
        }
        elements.append(Element(name: String(name), attributes: attributes))
        let isClosed = rest.hasPrefix("/>")
        rest = rest.dropFirst(isClosed ? 2 : 1)
        return isClosed
    }

    private static func unescaped(_ text: String) throws -> String {
        var result = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            let name = rest[ampersand...].dropFirst().prefix { $0 != ";" }
            guard let character = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"][String(name)]
            else {
                throw Problem(description: "a stray '&' before '\(rest[ampersand...].prefix(20))'")
            }
            result += character
            rest = rest[name.endIndex...].dropFirst()
        }
        return result + rest
    }
}
