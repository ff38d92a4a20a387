/// A JSON value whose objects keep the order of their members.
package enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case unsigned(UInt64)
    /// A number; one that is not finite is written as `null`, since JSON has no form for it.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A member of an object.
    package struct Member: Sendable, Hashable {
        let name: String
        let value: JSONValue
    }

    /// The value on several lines, indented by two spaces, without a final line end.
    package var text: String {
        var text = ""
        write(to: &text, indent: "")
        return text
    }

    /// The value on one line without blanks.
    var compactText: String {
        func quoted(_ string: String) -> String {
            var text = ""
            text.appendQuoted(string)
            return text
        }
        return switch self {
        case .array(let values): "[" + values.map(\.compactText).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { quoted($0.name) + ":" + $0.value.compactText }.joined(separator: ",") + "}"
        default: text
        }
    }

    private func write(to text: inout String, indent: String) {
        switch self {
        case .null: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .integer(let number): text += String(number)
        case .unsigned(let number): text += String(number)
        case .number(let number): text += number.isFinite ? number.description : "null"
        case .string(let string): text.appendQuoted(string)
        case .array(let values):
            Self.write(values, between: "[", and: "]", to: &text, indent: indent) { value, text, indent in
                value.write(to: &text, indent: indent)
            }
        case .object(let members):
            Self.write(members, between: "{", and: "}", to: &text, indent: indent) { member, text, indent in
                text.appendQuoted(member.name)
                text += ": "
                member.value.write(to: &text, indent: indent)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], between opening: String, and closing: String, to text: inout String, indent: String,
        item write: (Item, inout String, String) -> Void
    ) {
        text += opening
        for (place, item) in items.enumerated() {
            text += place == 0 ? "\n" : ",\n"
            text += indent + "  "
            write(item, &text, indent + "  ")
        }
        if !items.isEmpty { text += "\n" + indent }
        text += closing
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// Makes an object whose members keep the order of the literal.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(name: $0.0, value: $0.1) })
    }
}

extension String {
    fileprivate mutating func appendQuoted(_ text: String) {
        self += "\""
        defer { self += "\"" }
        // Most of a record needs no escaping: names, hashes, and images in base64.
        if text.isPlain(without: UInt8(ascii: "\""), UInt8(ascii: "\\")) {
            self += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": self += "\\\""
            case "\\": self += "\\\\"
            case "\n": self += "\\n"
            case "\r": self += "\\r"
            case "\t": self += "\\t"
            // Control characters that would affect a terminal, and bidirectional ones.
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{61C}", "\u{200E}", "\u{200F}",
                "\u{2028}"..."\u{202E}",
                "\u{2066}"..."\u{2069}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16)
                self += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: unicodeScalars.append(scalar)
            }
        }
    }
}
