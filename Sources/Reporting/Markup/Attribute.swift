/// An attribute of an element; its value is escaped when it is rendered.
package struct Attribute: Sendable, Hashable {
    /// The name, which only the source of this module can give.
    package let name: String
    /// The value; `nil` for an attribute that counts by being there.
    package let value: String?

    /// Makes an attribute.
    package init(_ name: StaticString, _ value: String?) {
        self.name = name.description
        self.value = value
    }

    /// Makes an attribute from a number of a drawing.
    init(_ name: StaticString, _ number: Double) { self.init(name, Coordinate.text(number)) }
}

extension Attribute {
    /// An attribute that counts by being there, where the condition holds.
    static func flag(_ name: StaticString, if condition: Bool = true) -> Attribute? {
        condition ? Attribute(name, nil) : nil
    }

    static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
    static func id(_ anchor: String) -> Attribute { Attribute("id", anchor) }
    static func title(_ text: String) -> Attribute { Attribute("title", text) }
    static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
    static func scope(_ scope: String) -> Attribute { Attribute("scope", scope) }

    /// A link to a place in the page.
    static func href(to anchor: String) -> Attribute { Attribute("href", "#" + anchor) }

    /// A link to a file beside the page, by its path; a colon or a percent sign in its name means nothing.
    static func href(toFile path: String) -> Attribute {
        var address = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
                UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                address.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                address += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return Attribute("href", address)
    }

    /// What only sighted readers need.
    static let hidden = Attribute("aria-hidden", "true")
}
