/// An attribute of an element; its value is escaped in rendering.
public struct Attribute: Sendable, Hashable {
    /// The name, which can only be a literal.
    public let name: String
    /// The value; `nil` for a Boolean attribute.
    public let value: String?

    /// Makes an attribute.
    public init(_ name: StaticString, _ value: String?) {
        self.name = name.description
        self.value = value
    }

    /// Makes an attribute from a coordinate, rounded to a tenth.
    public init(_ name: StaticString, _ number: Double) { self.init(name, Coordinate.text(number)) }
}

extension Attribute {
    /// A Boolean attribute, if the condition holds.
    public static func flag(_ name: StaticString, if condition: Bool = true) -> Attribute? {
        condition ? Attribute(name, nil) : nil
    }

    /// The classes by which styles and scripts know the element.
    public static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
    /// A unique name in the page.
    public static func id(_ anchor: String) -> Attribute { Attribute("id", anchor) }
    /// The tooltip of the element.
    public static func title(_ text: String) -> Attribute { Attribute("title", text) }
    /// The label of the element for screen readers.
    public static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
    /// The scope of a table's header cell: `row`, `col`.
    public static func scope(_ scope: String) -> Attribute { Attribute("scope", scope) }

    /// A link to a place in the page.
    public static func href(to anchor: String) -> Attribute { Attribute("href", "#" + anchor) }

    /// A link to a file beside the page, by its path, which is percent-encoded.
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

    /// Hides the element from screen readers.
    public static let hidden = Attribute("aria-hidden", "true")
}
